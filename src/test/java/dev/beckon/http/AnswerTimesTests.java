package dev.beckon.http;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerTimesTests {

	private final AnswerTimes times = new AnswerTimes();

	@Test
	void aQuantileIsTheTimeThatThisShareOfTheAnswersTookAtTheMost() {
		for (int i = 1; i <= 1_000; i++) {
			this.times.took(i * 10_000L);
		}

		AnswerTimes.Window window = this.times.look();
		assertThat(window.answers()).isEqualTo(1_000);
		assertThat(window.nanosAt(0.99)).isBetween(9_900_000L, 9_900_000L * 9 / 8);
		assertThat(window.nanosAt(0.5)).isBetween(5_000_000L, 5_000_000L * 9 / 8);
	}

	@Test
	void aLookTakesWhatWasToldSinceTheLastOne() {
		this.times.took(5);
		this.times.look();

		assertThat(this.times.look().answers()).isZero();
		assertThat(this.times.look().nanosAt(0.99)).isZero();
	}

	@Property
	void noTimeIsTakenForAShorterOneNorForMuchALongerOne(
			@ForAll @LongRange(min = 8, max = Long.MAX_VALUE / 2) long nanos) {
		AnswerTimes one = new AnswerTimes();
		one.took(nanos);

		long seen = one.look().nanosAt(1);
		assertThat(seen).isGreaterThan(nanos).isLessThanOrEqualTo(nanos + nanos / 8 + 1);
	}

}
