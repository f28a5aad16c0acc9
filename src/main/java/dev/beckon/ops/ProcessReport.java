package dev.beckon.ops;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one process tells the others.
 *
 * @param process what it is called
 * @param role which half of the service it runs
 * @param breakers how its breakers stand
 */
record ProcessReport(String process, String role, List<BreakerState> breakers) {

	ProcessReport {
		breakers = List.copyOf(breakers);
	}

	/** How a breaker stands there; null where there is none of the name. */
	@Nullable BreakerState breaker(String name) {
		return this.breakers.stream().filter((breaker) -> breaker.name().equals(name)).findFirst().orElse(null);
	}

}
