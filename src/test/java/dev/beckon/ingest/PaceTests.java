package dev.beckon.ingest;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PaceTests {

	private static final double FLOOR = 0.05;

	private static final long SLOW = Duration.ofMillis(11).toNanos();

	private static final long FAST = Duration.ofMillis(9).toNanos();

	private static final long MANY = 1_000;

	private static final Duration OLD = Duration.ofMinutes(1);

	private final Pace pace = new Pace(Duration.ofMillis(10), FLOOR);

	@Test
	void whereNobodyAsksForAnswersNothingIsHeldBack() {
		behindABacklog(100, 0, 0);

		assertThat(this.pace.share()).isEqualTo(1);
		assertThat(this.pace.restNanos(1_000_000)).isZero();
		assertThat(this.pace.sliceRecords()).isEqualTo(Integer.MAX_VALUE);
	}

	@Test
	void slowAnswersHalveTheShareDownToTheFloor() {
		this.pace.isBacklog(20_000, OLD);
		this.pace.observe(new Pace.Period(MANY, SLOW, 0));
		assertThat(this.pace.share()).isEqualTo(0.5);
		assertThat(this.pace.restNanos(7_000_000)).isEqualTo(7_000_000);

		behindABacklog(100, MANY, SLOW);
		assertThat(this.pace.share()).isEqualTo(FLOOR);
		assertThat(this.pace.restNanos(1_000_000)).isCloseTo(19_000_000, within(10L));
	}

	@Test
	void fastAnswersLetTheShareGrowInEvenSteps() {
		behindABacklog(100, MANY, SLOW);
		behindABacklog(5, MANY, FAST);
		double grown = this.pace.share();
		behindABacklog(5, MANY, FAST);

		assertThat(this.pace.share() - grown).isCloseTo(grown - FLOOR, within(1e-9));
		behindABacklog(200, MANY, FAST);
		assertThat(this.pace.share()).isEqualTo(1);
	}

	@Test
	void aBacklogThatBeginsWhileThereAreAnswersBeginsGently() {
		for (int period = 0; period < 20; period++) {
			this.pace.observe(new Pace.Period(MANY, FAST, FAST));
		}

		assertThat(this.pace.isBacklog(20_000, OLD)).isTrue();
		assertThat(this.pace.share()).isEqualTo(FLOOR);
	}

	@Test
	void answersThatAreMuchSlowerThanUsualAreSlowEvenIfTheyAreFast() {
		for (int period = 0; period < 50; period++) {
			this.pace.observe(new Pace.Period(MANY, Duration.ofMillis(4).toNanos(), 0));
		}
		behindABacklog(20, MANY, Duration.ofMillis(5).toNanos());
		assertThat(this.pace.share()).isGreaterThan(4 * FLOOR);

		behindABacklog(3, MANY, Duration.ofMillis(7).toNanos());
		assertThat(this.pace.share()).isEqualTo(FLOOR);
	}

	@Test
	void aSlowRedisCountsWhereNobodyAsksForAnswersToo() {
		this.pace.isBacklog(20_000, OLD);
		this.pace.observe(new Pace.Period(0, 0, SLOW));
		this.pace.observe(new Pace.Period(0, 0, SLOW));
		assertThat(this.pace.share()).isEqualTo(0.25);

		this.pace.observe(new Pace.Period(0, 0, FAST));
		assertThat(this.pace.share()).isEqualTo(0.5);
	}

	@Test
	void thoseWhoKeepUpAreNoBacklog() {
		assertThat(this.pace.isBacklog(1_000, OLD)).isFalse();
	}

	@Test
	void aPeakIsNoBacklogHoweverMuchComesAtOnce() {
		for (int period = 0; period < 20; period++) {
			assertThat(this.pace.isBacklog(20_000, Duration.ofSeconds(1))).isFalse();
			this.pace.observe(new Pace.Period(MANY, SLOW, 0));
		}

		assertThat(this.pace.isBacklog(20_000, OLD)).isTrue();
	}

	@Property
	void theShareIsAlwaysBetweenTheFloorAndOneAndARestIsBounded(
			@ForAll List<@LongRange(min = 0, max = 40_000_000) Long> observed,
			@ForAll @LongRange(min = 0) long worked) {
		Pace any = new Pace(Duration.ofMillis(10), FLOOR);
		for (long p99 : observed) {
			any.isBacklog((int) (p99 % 5_000), Duration.ofNanos(p99 * 1_000));
			any.observe(new Pace.Period(p99 % 30, p99, p99 / 2));

			assertThat(any.share()).isBetween(FLOOR, 1.0);
			assertThat(any.restNanos(worked)).isBetween(0L, Duration.ofMillis(100).toNanos());
		}
	}

	private void behindABacklog(int periods, long answers, long p99Nanos) {
		for (int period = 0; period < periods; period++) {
			this.pace.isBacklog(20_000, OLD);
			this.pace.observe(new Pace.Period(answers, p99Nanos, 0));
		}
	}

}
