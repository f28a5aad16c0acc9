package dev.beckon.fault;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.beckon.Shop;

/** Looks at the breakers now and then, and remembers which states they were in. */
final class BreakerWatch implements AutoCloseable {

	/** A breaker of a source only measures. */
	private static final Set<String> NOTHING_WRONG = Set.of("CLOSED", "METRICS_ONLY");

	private static final int PERIOD_MILLIS = 150;

	private final Set<String> states = new ConcurrentSkipListSet<>();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final Shop management;

	BreakerWatch(int managementPort) {
		this.management = new Shop(managementPort);
		var _ = this.clock.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void look() {
		try {
			this.management.get("/actuator/circuitbreakers").body().path("circuitBreakers").forEach((breaker) -> {
				String state = breaker.path("state").asText();
				if (!NOTHING_WRONG.contains(state)) {
					this.states.add(state.toLowerCase(Locale.ROOT).replace('_', '-'));
				}
			});
		}
		catch (UncheckedIOException away) {
			// the process is not there to be asked
		}
	}

	/** States that mean trouble. */
	Collection<String> states() {
		return Set.copyOf(this.states);
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
	}

}
