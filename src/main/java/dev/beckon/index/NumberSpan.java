package dev.beckon.index;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which session numbers may be held: from the oldest to before the next; they may
 * overflow, and zero is none.
 *
 * <p>
 * Written with release and not volatile stores: a full fence a session would wait for
 * every cache miss before it.
 *
 * <p>
 * Thread safety: one writer thread; any thread reads.
 */
final class NumberSpan {

	private final AtomicInteger oldest = new AtomicInteger(1);

	private final AtomicInteger next = new AtomicInteger(1);

	/** The lowest number that may be held; compare by difference. */
	int oldest() {
		return this.oldest.getAcquire();
	}

	/** The number after the newest session's; compare by difference. */
	int next() {
		return this.next.getAcquire();
	}

	boolean isEmpty() {
		return this.oldest.getPlain() == this.next.getPlain();
	}

	int length() {
		return this.next.getPlain() - this.oldest.getPlain();
	}

	/** Goes on to the number after the next. */
	void add() {
		this.next.setRelease(following(this.next.getPlain()));
	}

	/** Leaves so many numbers out. */
	void skip(int numbers) {
		this.next.setRelease(following(this.next.getPlain() + numbers - 1));
	}

	void forgetOldest() {
		this.oldest.setRelease(following(this.oldest.getPlain()));
	}

	private static int following(int number) {
		return (number == -1) ? 1 : number + 1;
	}

}
