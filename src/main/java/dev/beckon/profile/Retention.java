package dev.beckon.profile;

import java.util.List;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;

/**
 * The three classes of touches a profile makes room for, each bounded in bytes: whatever
 * happened last, what the cart is derived from, and what was bought. A touch may belong
 * to two classes, and stays as long as one of them holds it.
 *
 * <p>
 * Of its touches a class keeps, newest first, as many as fit its budget. The first that
 * does not fit becomes the class's {@link Floor}.
 *
 * <p>
 * Why the result does not depend on the order of arrival. Let F be the floor that the
 * whole set of touches ever delivered would give. (1) No intermediate floor is above F:
 * in any part of the set, the touches at or above some place cost at most what they cost
 * in the whole set, so a part overflows at the same place or further down. An older form
 * of a touch that is known by a newer time does not break this: both cost the same, and
 * the newer form only moves upwards. (2) So nothing above F is ever dropped, and nothing
 * that belongs above F is ever refused. (3) The touch at F, when it comes, is either held
 * until all the touches above it have come too, and then it overflows; or it is dropped
 * by an intermediate floor at or above it, which by (1) is F itself. In both cases the
 * class ends with the floor F and exactly the touches above it. Floors merge by maximum,
 * so the same argument covers the union of two profiles.
 */
enum Retention {

	RECENT(608), CART(176), PURCHASES(176);

	/**
	 * Upper bound of an encoded touch without the bytes of its item id: type and quantity
	 * 4, event hash 8, time 6, length or reference 1.
	 */
	static final int TOUCH_OVERHEAD_BYTES = 19;

	private final int budgetBytes;

	Retention(int budgetBytes) {
		this.budgetBytes = budgetBytes;
	}

	boolean holds(InteractionType type) {
		return switch (this) {
			case RECENT -> true;
			case CART -> type.changesCart();
			case PURCHASES -> type == InteractionType.PURCHASE;
		};
	}

	/** The floor after these touches have come to a class that had {@code floor}. */
	Floor floor(List<Touch> newestFirst, Floor floor) {
		int cost = 0;
		for (Touch touch : newestFirst) {
			if (!holds(touch.type())) {
				continue;
			}
			if (!floor.isUnder(touch)) {
				return floor;
			}
			cost += cost(touch);
			if (cost > this.budgetBytes) {
				return Floor.at(touch);
			}
		}
		return floor;
	}

	/** The sum of the budgets. */
	static int totalBytes() {
		int total = 0;
		for (Retention retention : values()) {
			total += retention.budgetBytes;
		}
		return total;
	}

	private static int cost(Touch touch) {
		String id = touch.itemId();
		int bytes = TOUCH_OVERHEAD_BYTES;
		for (int i = 0; i < id.length(); i++) {
			char c = id.charAt(i);
			bytes += (c < 0x80) ? 1 : (c < 0x800 || Character.isSurrogate(c)) ? 2 : 3;
		}
		return bytes;
	}

}
