package dev.beckon.attribution;

import java.util.Objects;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RateTests {

	/** R. G. Newcombe, 1998, table I: score method without continuity correction. */
	@Test
	void agreesWithAPublishedExample() {
		Rate rate = Rate.of(81, 263);

		assertThat(rate.value()).isCloseTo(0.3080, within(0.00005));
		assertThat(rate.low()).isCloseTo(0.2553, within(0.00005));
		assertThat(rate.high()).isCloseTo(0.3662, within(0.00005));
	}

	@Test
	void isUnknownWhereNothingWasCounted() {
		assertThat(Rate.of(0, 0)).isEqualTo(new Rate(null, null, null));
	}

	@Property
	void theIntervalHoldsTheShareAndNarrowsWithMoreCounts(@ForAll @IntRange(max = 500) int hits,
			@ForAll @IntRange(min = 1, max = 500) int misses) {
		Rate rate = Rate.of(hits, hits + misses);
		Rate surer = Rate.of(100L * hits, 100L * (hits + misses));

		assertThat(rate.low()).isBetween(0.0, rate.value());
		assertThat(rate.high()).isBetween(rate.value(), 1.0);
		assertThat(width(surer)).isLessThan(width(rate));
	}

	private static double width(Rate rate) {
		return Objects.requireNonNull(rate.high()) - Objects.requireNonNull(rate.low());
	}

}
