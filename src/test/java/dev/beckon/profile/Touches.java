package dev.beckon.profile;

import java.util.List;
import java.util.stream.Stream;

import dev.beckon.event.Hashing;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Touches to test with. */
final class Touches {

	/** An event time to count from. */
	static final long START = 1_795_000_000_000L;

	private Touches() {
	}

	static Touch touch(InteractionType type, String itemId, int second) {
		return touch(type, itemId, second, 1);
	}

	static Touch touch(InteractionType type, String itemId, int second, int quantity) {
		String eventId = type + itemId + second;
		return new Touch(itemId, type, START + second * 1_000L, quantity, Hashing.hash64(eventId));
	}

	static Touch view(String itemId, int second) {
		return touch(InteractionType.VIEW_ITEM, itemId, second);
	}

	/**
	 * Touches that collide in every way: equal times, equal hashes with equal or
	 * different content, ids from one byte to the longest, times and quantities beyond
	 * the bounds.
	 */
	static Arbitrary<Touch> any() {
		Arbitrary<String> items = Arbitraries.of("a", "b", "item-3", "item-44", "žluťoučký-kůň", "👟".repeat(8),
				"x".repeat(60), "y".repeat(127), "z".repeat(128));
		Arbitrary<Long> times = Arbitraries.oneOf(Arbitraries.longs().between(0, 60).map((s) -> START + s * 1_000),
				Arbitraries.longs().between(START - 40_000_000_000L, START),
				Arbitraries.of(-5L, 0L, Profile.MAX_TIME_MILLIS, Long.MAX_VALUE, Long.MIN_VALUE));
		Arbitrary<Integer> quantities = Arbitraries.of(1, 1, 2, 3, 17, 2_048, Integer.MAX_VALUE, 0);
		Arbitrary<Long> hashes = Arbitraries.oneOf(Arbitraries.longs().between(0, 30), Arbitraries.longs());
		return Combinators.combine(items, Arbitraries.of(InteractionType.class), times, quantities, hashes)
			.as(Touch::new);
	}

	/** Many touches, some of them sent again with a later time. */
	static Arbitrary<List<Touch>> many() {
		Arbitrary<List<Touch>> retries = any().list().ofMaxSize(30);
		return Combinators.combine(any().list().ofMaxSize(60), retries, Arbitraries.longs().between(1, 90_000))
			.as((touches, retried, delay) -> Stream
				.concat(Stream.concat(touches.stream(), retried.stream()),
						retried.stream().map((touch) -> retried(touch, delay)))
				.toList());
	}

	private static Touch retried(Touch touch, long delayMillis) {
		return new Touch(touch.itemId(), touch.type(), Math.min(touch.timeMillis(), START * 2) + delayMillis,
				touch.quantity(), touch.eventHash());
	}

}
