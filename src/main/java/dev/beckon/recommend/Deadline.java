package dev.beckon.recommend;

import java.time.Duration;

/**
 * The instant an answer is due, on the scale of {@link System#nanoTime()}.
 *
 * @param startNanos when the request arrived, and not only when it got its turn
 * @param nanos when its latency budget is spent
 */
record Deadline(long startNanos, long nanos) {

	static Deadline after(long startNanos, Duration budget) {
		return new Deadline(startNanos, startNanos + budget.toNanos());
	}

	/** The whole budget. */
	long budgetNanos() {
		return this.nanos - this.startNanos;
	}

	long spentNanos() {
		return System.nanoTime() - this.startNanos;
	}

	/** Negative once the deadline is over. */
	long leftNanos() {
		return this.nanos - System.nanoTime();
	}

	boolean isOver() {
		return leftNanos() < 0;
	}

	double tookMillis() {
		return spentNanos() / 1e6;
	}

}
