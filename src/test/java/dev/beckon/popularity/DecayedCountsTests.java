package dev.beckon.popularity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DecayedCountsTests {

	private static final Duration HALF_LIFE = Duration.ofHours(1);

	private static final long HOUR = HALF_LIFE.toMillis();

	/** A landmark does not move before that many half-lives. */
	private static final int FAR = 600;

	private final DecayedCounts counts = counts();

	@Test
	void countsHalfAsMuchAfterAHalfLife() {
		this.counts.add("old", 1, 10 * HOUR);
		this.counts.add("new", 1, 11 * HOUR);
		this.counts.add("between", 1, 10 * HOUR + HOUR / 2);

		assertThat(ratio("old", "new")).isEqualTo(0.5);
		assertThat(ratio("between", "new")).isCloseTo(Math.sqrt(0.5), Offset.offset(1e-12));
	}

	@Test
	void weightsAddUp() {
		this.counts.add("viewed", 1, HOUR);
		this.counts.add("bought", 1, HOUR);
		this.counts.add("bought", 6, HOUR);

		assertThat(ratio("bought", "viewed")).isEqualTo(7);
	}

	@Test
	void anEventThatComesLateAddsWhatItWouldHaveAddedInTime() {
		this.counts.add("on-time", 1, 10 * HOUR);
		this.counts.add("other", 1, 1_000 * HOUR);
		this.counts.add("late", 1, 10 * HOUR);

		assertThat(sums().get("late")).isEqualTo(sums().get("on-time"));
	}

	@Test
	void theOrderOutlivesTheRangeOfADouble() {
		for (int i = 0; i <= 5_000; i += 100) {
			this.counts.add("first", 1, i * HOUR);
			this.counts.add("second", 1, i * HOUR - HOUR);
		}

		assertThat(ratio("second", "first")).isEqualTo(0.5);
	}

	@Test
	void anItemLeavesWithItsLastContribution() {
		this.counts.add("sku-1", 0.1, HOUR);
		this.counts.add("sku-1", 0.2, 50 * HOUR);
		this.counts.subtract("sku-1", 0.2, 50 * HOUR);
		assertThat(this.counts.size()).isEqualTo(1);

		this.counts.subtract("sku-1", 0.1, HOUR);

		assertThat(this.counts.size()).isZero();
	}

	@Test
	void takingBackWhatIsNotThereChangesNothing() {
		this.counts.subtract("never", 1, HOUR);
		this.counts.add("sku-1", 1, HOUR);
		this.counts.subtract("never", 1, HOUR);

		assertThat(sums()).containsOnlyKeys("sku-1");
	}

	@Test
	void dropsTheWeakestOverTheBound() {
		DecayedCounts bounded = new DecayedCounts(HALF_LIFE, 100);
		List<Integer> weights = new ArrayList<>();
		for (int i = 1; i <= 1_000; i++) {
			weights.add(i);
		}
		Collections.shuffle(weights, new Random(42));
		for (int weight : weights) {
			bounded.add("sku-" + weight, weight, HOUR);
			assertThat(bounded.size()).isLessThanOrEqualTo(100);
		}
		Map<String, Double> kept = new HashMap<>();
		bounded.forEach(kept::put);
		for (int strong = 911; strong <= 1_000; strong++) {
			assertThat(kept).containsKey("sku-" + strong);
		}
	}

	@Test
	void staysWithinTheBoundWhenAllAreEqual() {
		DecayedCounts bounded = new DecayedCounts(HALF_LIFE, 3);
		for (int i = 0; i < 100; i++) {
			bounded.add("sku-" + i, 1, HOUR);
			assertThat(bounded.size()).isBetween(1, 3);
		}
	}

	@Property(tries = 200)
	void anyOrderGivesTheSameProportions(@ForAll("additions") List<Addition> additions, @ForAll Random random) {
		List<Addition> shuffled = new ArrayList<>(additions);
		Collections.shuffle(shuffled, random);

		assertSameProportions(after(additions), after(shuffled));
	}

	@Property(tries = 200)
	void whatIsTakenBackWasNeverThere(@ForAll("additions") List<Addition> kept,
			@ForAll("additions") List<Addition> takenBack) {
		DecayedCounts withDetour = after(kept);
		takenBack.forEach((addition) -> addition.addTo(withDetour));
		takenBack.forEach((addition) -> withDetour.subtract(addition.itemId, addition.weight, addition.timeMillis));

		assertSameProportions(after(kept), withDetour);
	}

	@Property(tries = 200)
	void movingTheLandmarkChangesNothing(@ForAll("additions") List<Addition> before,
			@ForAll("additions") List<Addition> after) {
		DecayedCounts moved = after(before);
		moved.add("far", 1, FAR * HOUR);
		moved.subtract("far", 1, FAR * HOUR);
		after.forEach((addition) -> addition.addTo(moved));
		DecayedCounts plain = after(before);
		after.forEach((addition) -> addition.addTo(plain));

		assertSameProportions(plain, moved);
	}

	private static void assertSameProportions(DecayedCounts expected, DecayedCounts actual) {
		Map<String, Double> expectedShares = shares(expected);
		Map<String, Double> actualShares = shares(actual);
		assertThat(actualShares).containsOnlyKeys(expectedShares.keySet());
		expectedShares.forEach((itemId, share) -> assertThat(actualShares.get(itemId)).as(itemId)
			.isCloseTo(share, Offset.offset(1e-6)));
	}

	/** Each item's part of the strongest. */
	private static Map<String, Double> shares(DecayedCounts counts) {
		Map<String, Double> sums = new HashMap<>();
		counts.forEach(sums::put);
		double strongest = sums.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
		sums.replaceAll((_, sum) -> sum / strongest);
		return sums;
	}

	private static DecayedCounts counts() {
		return new DecayedCounts(HALF_LIFE, 1_000);
	}

	private static DecayedCounts after(List<Addition> additions) {
		DecayedCounts counts = counts();
		additions.forEach((addition) -> addition.addTo(counts));
		return counts;
	}

	private double ratio(String itemId, String other) {
		return sums().getOrDefault(itemId, Double.NaN) / sums().getOrDefault(other, Double.NaN);
	}

	private Map<String, Double> sums() {
		Map<String, Double> sums = new HashMap<>();
		this.counts.forEach(sums::put);
		return sums;
	}

	@Provide
	Arbitrary<List<Addition>> additions() {
		return Combinators
			.combine(Arbitraries.integers().between(0, 7).map((id) -> "sku-" + id), Arbitraries.of(1.0, 2.0, 3.0, 6.0),
					Arbitraries.longs().between(0, 24 * HOUR))
			.as(Addition::new)
			.list()
			.ofMaxSize(40);
	}

	record Addition(String itemId, double weight, long timeMillis) {

		void addTo(DecayedCounts counts) {
			counts.add(this.itemId, this.weight, this.timeMillis);
		}

	}

}
