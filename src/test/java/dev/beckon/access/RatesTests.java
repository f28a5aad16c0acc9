package dev.beckon.access;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

class RatesTests {

	private static final int MOST = 1_000;

	/** Just before it begins anew at the lowest number. */
	private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);

	private final Rates rates = new Rates(5, Duration.ofHours(1), MOST, this.now::get);

	@Test
	void whoHasTakenAllHasToWaitAndTheOthersNeedNot() {
		assertThat(IntStream.range(0, 5).mapToObj((i) -> this.rates.take("one"))).containsOnly(Duration.ZERO);
		assertThat(this.rates.take("one")).isEqualTo(Duration.ofMinutes(12));
		assertThat(this.rates.take("other")).isZero();
	}

	@Test
	void tokensFlowInOneAfterTheOtherAndNeverMoreThanABucketHolds() {
		IntStream.range(0, 5).forEach((i) -> this.rates.take("one"));

		pass(Duration.ofMinutes(12));
		assertThat(this.rates.take("one")).isZero();
		assertThat(this.rates.take("one")).isPositive();

		pass(Duration.ofDays(1));
		assertThat(IntStream.range(0, 5).mapToObj((i) -> this.rates.take("one"))).containsOnly(Duration.ZERO);
		assertThat(this.rates.take("one")).isPositive();
	}

	@Test
	void whoHasDoneNothingLatelyIsForgotten() {
		IntStream.range(0, MOST).forEach((i) -> this.rates.take("early-" + i));
		assertThat(this.rates.size()).isEqualTo(MOST);

		pass(Duration.ofMinutes(12));
		IntStream.range(0, MOST).forEach((i) -> this.rates.take("late-" + i));
		assertThat(this.rates.size()).isLessThanOrEqualTo(MOST);
		assertThat(IntStream.range(0, 4).mapToObj((i) -> this.rates.take("late-999"))).containsOnly(Duration.ZERO);
		assertThat(this.rates.take("late-999")).as("is counted, since others have made room").isPositive();
	}

	@Test
	void whatIsKeptIsBoundedAndNewcomersBeyondItAreLetIn() {
		assertThat(IntStream.range(0, 2 * MOST).mapToObj((i) -> this.rates.take("visitor-" + i)))
			.containsOnly(Duration.ZERO);
		assertThat(this.rates.size()).isEqualTo(MOST);
	}

	@Test
	void manyThreadsTakeNoMoreThanThereIs() throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			for (int i = 0; i < 1_000; i++) {
				String who = "visitor-" + i;
				Callable<Boolean> take = () -> this.rates.take(who).isZero();
				int taken = 0;
				for (Future<Boolean> one : threads.invokeAll(nCopies(20, take))) {
					taken += one.get() ? 1 : 0;
				}
				assertThat(taken).as(who).isEqualTo(5);
			}
		}
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

}
