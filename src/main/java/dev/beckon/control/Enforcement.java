package dev.beckon.control;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Has this process's breakers stand as the switchboard says, a tenth of a second after it
 * says so or its word expires. Touches a breaker only when the switchboard's word
 * changes, so what Resilience4j's own endpoint does to a breaker of one process stays.
 */
final class Enforcement implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Enforcement.class);

	private static final Duration PERIOD = Duration.ofMillis(100);

	private final Switchboard switchboard;

	private final CircuitBreakerRegistry breakers;

	/** What was last enforced on each breaker; without an entry, nothing. */
	private final Map<String, Mode> enforced = new HashMap<>();

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("switchboard").daemon().factory());

	private volatile boolean running;

	Enforcement(Switchboard switchboard, CircuitBreakerRegistry breakers) {
		this.switchboard = switchboard;
		this.breakers = breakers;
	}

	/** Looks at every breaker once. */
	synchronized void look() {
		for (CircuitBreaker breaker : this.breakers.getAllCircuitBreakers()) {
			Mode wanted = forcing(this.switchboard.mode(breaker.getName()));
			if (wanted != this.enforced.getOrDefault(breaker.getName(), Mode.AUTOMATIC)) {
				enforce(breaker, wanted);
				this.enforced.put(breaker.getName(), wanted);
				log.info("The switchboard has {} {}", breaker.getName(), wanted.wireName());
			}
		}
	}

	/** A drill leaves the breaker as it is. */
	private static Mode forcing(Mode mode) {
		return (mode == Mode.DRILL) ? Mode.AUTOMATIC : mode;
	}

	private static void enforce(CircuitBreaker breaker, Mode mode) {
		switch (mode) {
			case FORCED_OPEN -> breaker.transitionToForcedOpenState();
			case FORCED_CLOSED -> breaker.transitionToDisabledState();
			case AUTOMATIC, DRILL -> release(breaker);
		}
	}

	/** To the state a breaker begins in. */
	private static void release(CircuitBreaker breaker) {
		if (breaker.getCircuitBreakerConfig().getInitialState() == State.METRICS_ONLY) {
			breaker.transitionToMetricsOnlyState();
		}
		else {
			breaker.transitionToClosedState();
		}
	}

	private void lookSafely() {
		try {
			look();
		}
		catch (RuntimeException bug) {
			log.error("A breaker could not be switched", bug);
		}
	}

	@Override
	public void start() {
		this.running = true;
		var _ = this.scheduler.scheduleWithFixedDelay(this::lookSafely, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		this.running = false;
		this.scheduler.shutdownNow();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
