package dev.beckon.oracle;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.profile.StoredProfiles;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What every visitor's profile should hold, worked out from all of the visitor's
 * interactions at once: of each class the newest that fit its bytes, first come first
 * served. Compared with every profile in Redis.
 */
public final class ProfileOracle {

	private static final int TOUCH_BYTES = 19;

	private static final Map<Predicate<InteractionType>, Integer> CLASSES = Map.of((type) -> true, 608,
			(type) -> type == InteractionType.ADD_TO_CART || type == InteractionType.REMOVE_FROM_CART, 176,
			(type) -> type == InteractionType.PURCHASE, 176);

	private ProfileOracle() {
	}

	/** What a profile should hold, once all this was delivered. */
	public static Set<Touch> expected(Collection<Touch> delivered) {
		Map<Touch, Touch> newest = new HashMap<>();
		for (Touch touch : delivered) {
			Touch timeless = new Touch(touch.itemId(), touch.type(), 0, touch.quantity(), touch.eventHash());
			newest.merge(timeless, touch, (a, b) -> (a.timeMillis() >= b.timeMillis()) ? a : b);
		}
		List<Touch> newestFirst = newest.values().stream().sorted(Comparator.<Touch>naturalOrder().reversed()).toList();
		Set<Touch> held = new LinkedHashSet<>();
		CLASSES.forEach((holds, budget) -> {
			int left = budget;
			for (Touch touch : newestFirst) {
				if (holds.test(touch.type())) {
					left -= TOUCH_BYTES + touch.itemId().getBytes(UTF_8).length;
					if (left < 0) {
						break;
					}
					held.add(touch);
				}
			}
		});
		return held;
	}

	/** Compares every visitor of the log, and every profile in Redis. */
	public static Difference compare(LogOracle log, StoredProfiles stored) {
		Map<String, List<Touch>> touches = log.touches();
		Set<String> visitors = new HashSet<>(touches.keySet());
		visitors.addAll(stored.visitors());
		Difference difference = Difference.NONE;
		for (String visitor : visitors) {
			difference = difference.plus(
					Difference.between(expected(touches.getOrDefault(visitor, List.of())), stored.touchesOf(visitor)));
		}
		return difference;
	}

}
