package dev.beckon.stack;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition. */
final class Await {

	private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();

	private Await() {
	}

	/**
	 * Whether the condition came true in time. An exception counts as false: a server
	 * that starts refuses connections.
	 */
	static boolean holds(Duration timeout, BooleanSupplier condition) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!isTrue(condition)) {
			if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
				return false;
			}
			LockSupport.parkNanos(POLL_NANOS);
		}
		return true;
	}

	/**
	 * Waits until the condition is true.
	 * @param what the condition in words, for the failure
	 */
	static void until(String what, Duration timeout, BooleanSupplier condition) {
		if (!holds(timeout, condition)) {
			throw new IllegalStateException("not within " + timeout.toSeconds() + " s: " + what,
					new TimeoutException(what));
		}
	}

	private static boolean isTrue(BooleanSupplier condition) {
		try {
			return condition.getAsBoolean();
		}
		catch (RuntimeException notYet) {
			return false;
		}
	}

}
