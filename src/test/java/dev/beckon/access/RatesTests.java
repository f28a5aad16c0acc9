package dev.beckon.access;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RatesTests {

	@Test
	void whoHasTakenAllHasToWaitAndTheOthersNeedNot() {
		Rates rates = new Rates(5, Duration.ofHours(1), 1_000);

		assertThat(IntStream.range(0, 5).mapToObj((i) -> rates.take("one"))).containsOnly(Duration.ZERO);
		assertThat(rates.take("one")).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
		assertThat(rates.take("other")).isZero();
	}

}
