package dev.beckon.index;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lends {@link Scratch} to queries. A thread-local would not do: with a virtual thread
 * per request no thread asks twice. A few more places than processors hold all that can
 * be in use at once without being descheduled; whoever finds none makes one, and it is
 * kept if there is room when it comes back.
 *
 * <p>
 * Thread safety: any number of threads; wait-free.
 */
final class Scratches {

	private final AtomicReferenceArray<Scratch> idle;

	Scratches(int places) {
		this.idle = new AtomicReferenceArray<>(places);
	}

	Scratch take() {
		for (int i = 0; i < this.idle.length(); i++) {
			Scratch scratch = this.idle.getAndSet(i, null);
			if (scratch != null) {
				return scratch;
			}
		}
		return new Scratch();
	}

	void giveBack(Scratch scratch) {
		scratch.clear();
		for (int i = 0; i < this.idle.length(); i++) {
			if (this.idle.compareAndSet(i, null, scratch)) {
				return;
			}
		}
	}

}
