package dev.beckon.http;

import java.util.concurrent.Executor;

/**
 * When the request that a thread is answering arrived, its wait for a thread and for a
 * processor included: where more requests come than there are processors for, that wait
 * is most of what a shopper waits for.
 *
 * <p>
 * Thread safety: what it tells is of the calling thread alone.
 */
public final class Arrival {

	private static final ScopedValue<Arrival> CURRENT = ScopedValue.newInstance();

	private long nanos = System.nanoTime();

	private boolean taken;

	private Arrival() {
	}

	/**
	 * When the request of this thread arrived, on the scale of {@link System#nanoTime()};
	 * now, where the thread answers no request.
	 */
	public static long nanos() {
		return CURRENT.isBound() ? CURRENT.get().nanos : System.nanoTime();
	}

	/** Notes when a task is handed over, for the request it will turn out to carry. */
	static Executor noting(Executor executor) {
		return (task) -> {
			Arrival arrival = new Arrival();
			executor.execute(() -> ScopedValue.where(CURRENT, arrival).run(task));
		};
	}

	/**
	 * A request is beginning. The first of a task has waited since the task was handed
	 * over; further ones came over the same connection while the task was running.
	 */
	static void begin() {
		if (CURRENT.isBound()) {
			CURRENT.get().take();
		}
	}

	private void take() {
		if (this.taken) {
			this.nanos = System.nanoTime();
		}
		this.taken = true;
	}

}
