package dev.beckon.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Does something so many times a second, each in a virtual thread of its own, when the
 * schedule says so and never because of how an earlier one went: a slow service meets the
 * same load as a fast one. Whoever is called is told when its turn was, so that waiting
 * for it counts, and no omission is coordinated.
 */
final class OpenLoop {

	private OpenLoop() {
	}

	/** What is done; {@code dueNanos} is when its turn was. */
	@FunctionalInterface
	interface Turn {

		void take(long number, long dueNanos);

	}

	/** Returns when every turn has ended. */
	static void run(int perSecond, Duration duration, Turn turn) {
		long turns = perSecond * duration.toMillis() / 1_000;
		double gapNanos = TimeUnit.SECONDS.toNanos(1) / (double) perSecond;
		long start = System.nanoTime();
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			for (long i = 0; i < turns; i++) {
				long number = i;
				long due = start + (long) (i * gapNanos);
				for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
					LockSupport.parkNanos(left);
				}
				threads.execute(() -> turn.take(number, due));
			}
		}
	}

}
