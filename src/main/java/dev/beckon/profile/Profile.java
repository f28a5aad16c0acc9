package dev.beckon.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.beckon.event.Interaction;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;

/**
 * What we know of a visitor: the newest touches that fit {@link Retention}'s budgets.
 *
 * <p>
 * A profile is a join-semilattice: {@link #apply} and {@link #merge} give equal profiles,
 * with equal bytes, for any order, any grouping and any number of deliveries (see
 * {@link Retention} for the argument). So nothing is ever counted twice, and a writer
 * with stale knowledge can only add what is true.
 *
 * <p>
 * Touches with the same hash and the same content are one interaction, at the newest time
 * it was sent with. The newest, because then an older form of a touch that no longer fits
 * does not fit either; with the oldest, a retry that carries a later time would come back
 * after its original was dropped. The content counts, because shops do send one event id
 * for every line of an order.
 *
 * <p>
 * Immutable, and so safe for use by any thread.
 */
public final class Profile {

	/** Later event times are taken for this one: the year 2109. */
	static final long MAX_TIME_MILLIS = (1L << 42) - 1;

	private static final Profile EMPTY = new Profile(List.of(), Floors.NONE);

	private static final Comparator<Touch> NEWEST_FIRST = Comparator.<Touch>naturalOrder().reversed();

	private final List<Touch> newestFirst;

	private final Floors floors;

	Profile(List<Touch> newestFirst, Floors floors) {
		this.newestFirst = newestFirst;
		this.floors = floors;
	}

	/** The profile of a visitor nobody has seen. */
	public static Profile empty() {
		return EMPTY;
	}

	/** Folds touches in, in whatever order they come. */
	public Fold apply(Collection<Touch> touches) {
		Map<Object, Touch> known = known();
		int added = 0;
		int forgotten = 0;
		boolean changed = false;
		for (Touch delivered : touches) {
			Touch touch = bounded(delivered);
			if (this.floors.hasForgotten(touch)) {
				forgotten++;
			}
			else if (this.floors.admit(touch)) {
				Touch before = known.get(identity(touch));
				if (before == null || before.timeMillis() < touch.timeMillis()) {
					known.put(identity(touch), touch);
					added += (before == null) ? 1 : 0;
					changed = true;
				}
			}
		}
		Profile profile = changed ? of(known.values(), this.floors) : this;
		return new Fold(profile, added, touches.size() - added - forgotten, forgotten);
	}

	/** All that either of the two knows, and neither has forgotten. */
	public Profile merge(Profile other) {
		Map<Object, Touch> known = known();
		for (Touch touch : other.newestFirst) {
			known.merge(identity(touch), touch, (a, b) -> (a.timeMillis() >= b.timeMillis()) ? a : b);
		}
		return of(known.values(), this.floors.max(other.floors));
	}

	/**
	 * All that two visitors know who are one person; each has forgotten for itself.
	 */
	public Profile beside(Profile other) {
		return new Profile(this.newestFirst, this.floors.unforgotten())
			.merge(new Profile(other.newestFirst, other.floors.unforgotten()));
	}

	/**
	 * Forgets every touch at or before that event time, and refuses them from then on.
	 */
	public Profile forget(long throughMillis) {
		Floors raised = this.floors.forgetting(Math.min(throughMillis, MAX_TIME_MILLIS));
		return raised.equals(this.floors) ? this : new Profile(raised.admitted(this.newestFirst), raised);
	}

	private static Profile of(Collection<Touch> touches, Floors floors) {
		List<Touch> newestFirst = new ArrayList<>(touches);
		newestFirst.sort(NEWEST_FIRST);
		Floors raised = floors.raisedBy(newestFirst);
		return new Profile(raised.admitted(newestFirst), raised);
	}

	private Map<Object, Touch> known() {
		Map<Object, Touch> known = HashMap.newHashMap(this.newestFirst.size() + 8);
		for (Touch touch : this.newestFirst) {
			known.put(identity(touch), touch);
		}
		return known;
	}

	private static Object identity(Touch touch) {
		return new Identity(touch.eventHash(), touch.itemId(), touch.type(), touch.quantity());
	}

	private static Touch bounded(Touch touch) {
		long timeMillis = Math.clamp(touch.timeMillis(), 0, MAX_TIME_MILLIS);
		int quantity = Math.clamp(touch.quantity(), 1, Interaction.MAX_QUANTITY);
		return (timeMillis == touch.timeMillis() && quantity == touch.quantity()) ? touch
				: new Touch(touch.itemId(), touch.type(), timeMillis, quantity, touch.eventHash());
	}

	/** The touches, oldest first. */
	public List<Touch> touches() {
		return this.newestFirst.reversed();
	}

	/**
	 * What lies in the cart: pieces by item id, adds minus removes since the item was
	 * last bought, in the order the items were put in. An add from before the oldest
	 * purchase the profile can still vouch for does not count, since it may have been
	 * bought.
	 */
	public Map<String, Integer> cart() {
		Floor vouched = Collections.min(List.of(this.floors.recent(), this.floors.purchases()));
		Map<String, Integer> cart = new LinkedHashMap<>();
		for (Touch touch : touches()) {
			if (touch.type() == InteractionType.PURCHASE) {
				cart.remove(touch.itemId());
			}
			else if (touch.type().changesCart() && vouched.isUnder(touch)) {
				int change = (touch.type() == InteractionType.ADD_TO_CART) ? touch.quantity() : -touch.quantity();
				int pieces = cart.getOrDefault(touch.itemId(), 0) + change;
				cart.compute(touch.itemId(), (id, before) -> (pieces > 0) ? Integer.valueOf(pieces) : null);
			}
		}
		return Collections.unmodifiableMap(cart);
	}

	/** Ids of the items bought, longest ago first. */
	public Set<String> purchased() {
		Set<String> purchased = new LinkedHashSet<>();
		for (Touch touch : touches()) {
			if (touch.type() == InteractionType.PURCHASE) {
				purchased.add(touch.itemId());
			}
		}
		return Collections.unmodifiableSet(purchased);
	}

	/** Event time of the newest touch, or -1 when there is none. */
	public long lastTouchMillis() {
		return this.newestFirst.isEmpty() ? -1 : this.newestFirst.getFirst().timeMillis();
	}

	/** The event time through which the visitor was forgotten, or -1. */
	public long forgottenThroughMillis() {
		return this.floors.forgottenThroughMillis();
	}

	public boolean isEmpty() {
		return this.newestFirst.isEmpty();
	}

	List<Touch> newestFirst() {
		return this.newestFirst;
	}

	Floors floors() {
		return this.floors;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Profile that && this.newestFirst.equals(that.newestFirst)
				&& this.floors.equals(that.floors);
	}

	@Override
	public int hashCode() {
		return 31 * this.newestFirst.hashCode() + this.floors.hashCode();
	}

	/** Says nothing about the visitor, so that a profile may be logged. */
	@Override
	public String toString() {
		return "Profile[" + this.newestFirst.size() + " touches]";
	}

	private record Identity(long eventHash, String itemId, InteractionType type, int quantity) {

		@Override
		public int hashCode() {
			return Long.hashCode(this.eventHash);
		}

	}

}
