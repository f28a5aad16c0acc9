package dev.beckon.http;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * When the request that a thread is answering arrived, its wait for a thread and for a
 * processor included: where more requests come than there are processors for, that wait
 * is most of what a shopper waits for. And how many are waiting like that now.
 *
 * <p>
 * Thread safety: safe; when a request arrived is told to the thread that answers it.
 */
public final class Arrival {

	private static final ScopedValue<Arrival> CURRENT = ScopedValue.newInstance();

	/** Tasks of the same web server that were handed over and have not begun. */
	private final AtomicInteger waiting;

	private long nanos = System.nanoTime();

	private boolean taken;

	private Arrival(AtomicInteger waiting) {
		this.waiting = waiting;
		waiting.incrementAndGet();
	}

	/**
	 * When the request of this thread arrived, on the scale of {@link System#nanoTime()};
	 * now, where the thread answers no request.
	 */
	public static long nanos() {
		return CURRENT.isBound() ? CURRENT.get().nanos : System.nanoTime();
	}

	/**
	 * How many requests wait for their turn behind the one of this thread; 0 where the
	 * thread answers none.
	 */
	public static int waiting() {
		return CURRENT.isBound() ? CURRENT.get().waiting.get() : 0;
	}

	/** Notes when a task is handed over, for the request it will turn out to carry. */
	static Executor noting(Executor executor) {
		AtomicInteger waiting = new AtomicInteger();
		return (task) -> {
			Arrival arrival = new Arrival(waiting);
			executor.execute(() -> {
				waiting.decrementAndGet();
				ScopedValue.where(CURRENT, arrival).run(task);
			});
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
