package dev.beckon.recommend;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.beckon.control.Drill;
import dev.beckon.control.Switchboard;
import dev.beckon.control.Switches;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.jspecify.annotations.Nullable;

/**
 * A gate in front of each source but the last: measures what the source does, and sends
 * answers past it when an operator has closed it to them. A gate is a breaker that never
 * opens by itself, because a source in memory has nothing to recover from, and that of
 * {@code profile} must not: one dead shard would then cost the visitors of all others.
 */
class SourceGates {

	/** Under {@code resilience4j.circuitbreaker.configs}, what gates obey. */
	static final String CONFIG = "source";

	private static final CircuitBreakerConfig DEFAULTS = CircuitBreakerConfig.custom()
		.initialState(State.METRICS_ONLY)
		.slidingWindowSize(100)
		.minimumNumberOfCalls(100)
		.failureRateThreshold(100)
		.slowCallRateThreshold(100)
		.slowCallDurationThreshold(Duration.ofMillis(12))
		.build();

	private static final Map<String, Source> BY_NAME = EnumSet.allOf(Source.class)
		.stream()
		.collect(Collectors.toUnmodifiableMap(Source::wireName, (source) -> source));

	private final Switchboard switchboard;

	private final RecommendMetrics metrics;

	private final Map<Source, CircuitBreaker> breakers = new EnumMap<>(Source.class);

	SourceGates(Switchboard switchboard, CircuitBreakerRegistry registry, RecommendMetrics metrics) {
		this.switchboard = switchboard;
		this.metrics = metrics;
		CircuitBreakerConfig config = registry.getConfiguration(CONFIG).orElse(DEFAULTS);
		for (String name : Switches.SWITCHABLE_SOURCES) {
			this.breakers.put(source(name), registry.circuitBreaker(name, config));
		}
	}

	/** Gates of their own, which nobody closes or looks at. */
	static SourceGates open(RecommendMetrics unseen) {
		return new SourceGates(Switchboard.atRest(), CircuitBreakerRegistry.ofDefaults(), unseen);
	}

	/** The way of one answer through the gates; drills are drawn here, once. */
	Passage passage() {
		Set<Source> drilled = EnumSet.noneOf(Source.class);
		for (Source source : this.breakers.keySet()) {
			Drill drill = this.switchboard.draw(source.wireName());
			if (drill != null) {
				Switches.skipped(source.wireName(), drill).forEach((name) -> drilled.add(source(name)));
			}
		}
		return new Passage(this.breakers, drilled, this.metrics);
	}

	private static Source source(String name) {
		@Nullable Source source = BY_NAME.get(name);
		if (source == null) {
			throw new IllegalArgumentException(name);
		}
		return source;
	}

}
