package dev.beckon.ops;

import java.util.Locale;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/**
 * How one breaker of one process stands.
 *
 * @param name the shard or source behind it
 * @param state Resilience4j's state in lower case; {@code metrics_only} measures and
 * never opens by itself, {@code disabled} is forced closed and measures nothing
 * @param calls calls in the window the rates are taken over
 * @param failed how many of them failed
 * @param slow how many of them were slow
 * @param notPermitted calls turned away since the breaker last left the closed state
 */
record BreakerState(String name, String state, int calls, int failed, int slow, long notPermitted) {

	static BreakerState of(CircuitBreaker breaker) {
		CircuitBreaker.Metrics metrics = breaker.getMetrics();
		return new BreakerState(breaker.getName(), breaker.getState().name().toLowerCase(Locale.ROOT),
				metrics.getNumberOfBufferedCalls(), metrics.getNumberOfFailedCalls(), metrics.getNumberOfSlowCalls(),
				metrics.getNumberOfNotPermittedCalls());
	}

}
