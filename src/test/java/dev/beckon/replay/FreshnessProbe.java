package dev.beckon.replay;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Times from a click until an answer reflects it, by asking every ten milliseconds for
 * the visitor's recommendations.
 *
 * <p>
 * An answer reflects the click when it was made from the visitor's profile or sessions
 * and the newest interaction it knew is not older than the click: when the time of its
 * arrival less its {@code profileAgeMs} is at or after the click's event time. That is
 * exact only where the visitor did nothing else just before, and where this machine and
 * the service's agree on the time. It says that the answer was computed from the click,
 * not that its items differ. The time includes the wait of up to ten milliseconds for the
 * next look and the answer's own way back.
 */
final class FreshnessProbe implements AutoCloseable {

	private static final Duration LOOK_EVERY = Duration.ofMillis(10);

	private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);

	private final BeckonClient client;

	private final Tally tally;

	private final ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor();

	/**
	 * A click to be timed.
	 *
	 * @param eventTimeMillis the event time it carries
	 * @param sentNanos when it was to be sent, by the clock of {@link System#nanoTime()}
	 */
	record Click(String visitorId, String itemId, long eventTimeMillis, long sentNanos) {
	}

	FreshnessProbe(BeckonClient client, Tally tally) {
		this.client = client;
		this.tally = tally;
	}

	void time(Click click) {
		this.tally.clicksTimed.increment();
		this.probes.execute(() -> look(click));
	}

	/** Returns when every click is reflected or given up. */
	@Override
	public void close() {
		this.probes.close();
	}

	private void look(Click click) {
		long end = click.sentNanos() + GIVE_UP_AFTER.toNanos();
		while (System.nanoTime() - end < 0) {
			if (isReflected(click)) {
				Tally.record(this.tally.freshness, System.nanoTime() - click.sentNanos());
				return;
			}
			LockSupport.parkNanos(LOOK_EVERY.toNanos());
		}
		this.tally.clicksNeverReflected.increment();
	}

	private boolean isReflected(Click click) {
		try {
			Answer answer = this.client.ask(click.visitorId(), click.itemId());
			return answer.reflects(click.eventTimeMillis(), System.currentTimeMillis());
		}
		catch (BeckonClient.FailedRequest noAnswer) {
			return false;
		}
	}

}
