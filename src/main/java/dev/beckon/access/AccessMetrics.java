package dev.beckon.access;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts who was not let in. */
final class AccessMetrics {

	private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

	AccessMetrics(MeterRegistry meters) {
		for (Refusal reason : Refusal.values()) {
			this.refused.put(reason,
					Counter.builder("beckon.access.refused")
						.description("Requests that were not let in, and events of visitors who did too much")
						.tag("reason", reason.wireName())
						.register(meters));
		}
	}

	void refused(Refusal reason) {
		Counter counter = this.refused.get(reason);
		if (counter != null) {
			counter.increment();
		}
	}

}
