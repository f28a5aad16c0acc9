package dev.beckon.index;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How large the index is, as others see it. Thread safety: one writer thread; any thread
 * reads figures that may be a moment old.
 */
final class IndexSize {

	private final AtomicInteger sessions = new AtomicInteger();

	private final AtomicLong sessionBytes = new AtomicLong();

	private final AtomicLong bytes = new AtomicLong();

	/**
	 * What is held now.
	 * @param sessionBytes what they take by themselves
	 * @param itemBytes what items and their lists take
	 */
	void is(int sessions, long sessionBytes, long itemBytes) {
		this.sessions.setRelease(sessions);
		this.sessionBytes.setRelease(sessionBytes);
		this.bytes.setRelease(sessionBytes + itemBytes);
	}

	int sessions() {
		return this.sessions.getAcquire();
	}

	long bytes() {
		return this.bytes.getAcquire();
	}

	double bytesPerSession() {
		return (double) this.sessionBytes.getAcquire() / Math.max(1, sessions());
	}

	double bytesPerItem(int items) {
		return (double) (bytes() - this.sessionBytes.getAcquire()) / Math.max(1, items);
	}

}
