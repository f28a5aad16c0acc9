package dev.beckon.ingest;

import java.time.Duration;

/**
 * Notices when a log says nothing: something waits, and for too long nothing has been
 * acknowledged. From then on one append at a time is let through, until one of them is.
 * So only few wait while the log is away, and whatever wakes them all at once, its return
 * or the end of their time, costs others little.
 *
 * <p>
 * Pure: the time is passed in. Thread safety: safe.
 */
final class Silence {

	private final long longestNanos;

	private int waiting;

	private long heardNanos;

	private boolean silent;

	/** While something waits, the log is expected to acknowledge this often. */
	Silence(Duration longest) {
		this.longestNanos = longest.toNanos();
	}

	/** Whether an append may begin, which is {@link #end ended} then. */
	synchronized boolean begin(long nowNanos) {
		if (this.waiting == 0) {
			this.heardNanos = nowNanos;
		}
		this.silent |= nowNanos - this.heardNanos > this.longestNanos;
		if (this.silent && this.waiting > 0) {
			return false;
		}
		this.waiting++;
		return true;
	}

	/** An append was acknowledged, or has failed. */
	synchronized void end(boolean acknowledged, long nowNanos) {
		this.waiting--;
		if (acknowledged) {
			this.heardNanos = nowNanos;
			this.silent = false;
		}
	}

}
