package dev.beckon.recommend;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Times are far from every limit, so that a pause of the machine changes nothing. */
class AdmissionTests {

	private int waiting;

	private final Admission admission = new Admission(() -> this.waiting, 5, Duration.ofHours(1), Duration.ofHours(2),
			Duration.ofHours(10));

	@Test
	void aRequestThatGotItsTurnAtOnceMayCostWhatItTakes() {
		Deadline deadline = spent(Duration.ZERO, Duration.ofHours(10));

		assertThat(this.admission.reads(deadline)).isTrue();
		assertThat(this.admission.ranks(deadline)).isTrue();
		assertThat(this.admission.readUntilNanos(deadline) - deadline.startNanos())
			.isEqualTo(Duration.ofHours(6).toNanos());
	}

	@Test
	void oneThatHasWaitedDoesWithoutRedis() {
		Deadline deadline = spent(Duration.ofHours(3), Duration.ofHours(10));

		assertThat(this.admission.reads(deadline)).isFalse();
		assertThat(this.admission.ranks(deadline)).isTrue();
	}

	@Test
	void oneWhoseBudgetIsAlmostSpentDoesWithoutRankingToo() {
		Deadline deadline = spent(Duration.ofHours(9), Duration.ofHours(10));

		assertThat(this.admission.reads(deadline)).isFalse();
		assertThat(this.admission.ranks(deadline)).isFalse();
	}

	@Test
	void whereManyWaitAnAnswerDoesWithoutRedisAndWhereTwiceAsManyDoWithoutRanking() {
		Deadline deadline = spent(Duration.ZERO, Duration.ofHours(10));

		this.waiting = 5;
		assertThat(this.admission.reads(deadline)).isTrue();
		this.waiting = 6;
		assertThat(this.admission.reads(deadline)).isFalse();
		this.waiting = 10;
		assertThat(this.admission.ranks(deadline)).isTrue();
		this.waiting = 11;
		assertThat(this.admission.ranks(deadline)).isFalse();
	}

	@Test
	void aSmallerBudgetKeepsTheSameShare() {
		Duration small = Duration.ofMinutes(100);

		assertThat(this.admission.ranks(spent(Duration.ofMinutes(70), small))).isTrue();
		assertThat(this.admission.reads(spent(Duration.ofMinutes(50), small))).isTrue();
		assertThat(this.admission.reads(spent(Duration.ofMinutes(70), small))).isFalse();
		assertThat(this.admission.ranks(spent(Duration.ofMinutes(90), small))).isFalse();
	}

	private static Deadline spent(Duration spent, Duration budget) {
		return Deadline.after(System.nanoTime() - spent.toNanos(), budget);
	}

}
