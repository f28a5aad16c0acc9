package dev.beckon.recommend;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SteadinessTests {

	@Test
	void whatGetsFasterIsNotSteady() {
		assertThat(steady(1_000, 800, 600, 500, 400, 300, 250, 200, 150, 120)).isFalse();
	}

	@Test
	void whatHasStoppedGettingFasterIs() {
		assertThat(steady(1_000, 600, 300, 200, 150, 148, 151, 150, 149)).isTrue();
	}

	@Test
	void aSlowRoundInBetweenSaysNothing() {
		assertThat(steady(1_000, 600, 300, 200, 900, 150, 900, 100)).isFalse();
		assertThat(steady(1_000, 100, 102, 900, 101, 100, 900, 100)).isTrue();
	}

	@Test
	void twoRoundsAreTooFew() {
		assertThat(steady(100, 100)).isFalse();
	}

	@Test
	void whileTheCompilerIsBusyItMayGetFasterYet() {
		assertThat(steady(0.5, 1_000, 600, 300, 200, 150, 148, 151, 150, 149)).isFalse();
		assertThat(steady(0.04, 1_000, 600, 300, 200, 150, 148, 151, 150, 149)).isTrue();
	}

	private static boolean steady(long... rounds) {
		return steady(0, rounds);
	}

	private static boolean steady(double compilerShare, long... rounds) {
		Steadiness steadiness = new Steadiness();
		return LongStream.of(rounds)
			.mapToObj((nanos) -> steadiness.after(nanos, (long) (compilerShare * nanos)))
			.reduce(false, (before, last) -> last);
	}

}
