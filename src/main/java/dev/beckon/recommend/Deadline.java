package dev.beckon.recommend;

import java.time.Duration;

/**
 * The instant an answer is due, on the scale of {@link System#nanoTime()}.
 *
 * @param startNanos when the request came in
 * @param nanos when its latency budget is spent
 */
record Deadline(long startNanos, long nanos) {

	static Deadline after(Duration budget) {
		long now = System.nanoTime();
		return new Deadline(now, now + budget.toNanos());
	}

	/** An earlier deadline, for a part of the work. */
	long lessNanos(Duration reserve) {
		return this.nanos - reserve.toNanos();
	}

	boolean isOver() {
		return System.nanoTime() - this.nanos > 0;
	}

	double tookMillis() {
		return (System.nanoTime() - this.startNanos) / 1e6;
	}

}
