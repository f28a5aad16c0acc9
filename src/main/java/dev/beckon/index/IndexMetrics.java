package dev.beckon.index;

import dev.beckon.role.Serving;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.stereotype.Component;

/** What the index holds. */
@Serving
@Component
class IndexMetrics implements MeterBinder {

	private final SessionIndex index;

	IndexMetrics(SessionIndex index) {
		this.index = index;
	}

	@Override
	public void bindTo(MeterRegistry meters) {
		Gauge.builder("beckon.view.entries", this.index, SessionIndex::sessions)
			.description("What a view holds, in its own entries")
			.tag("view", "index_sessions")
			.register(meters);
		Gauge.builder("beckon.view.entries", this.index, SessionIndex::items)
			.description("What a view holds, in its own entries")
			.tag("view", "index_items")
			.register(meters);
		Gauge.builder("beckon.index.memory", this.index, SessionIndex::bytes)
			.description("Bytes the index holds, by its own count; bounded by beckon.index.max-memory")
			.baseUnit("bytes")
			.register(meters);
		Gauge.builder("beckon.index.session", this.index, (index) -> index.size().bytesPerSession())
			.description("Bytes a past session takes by itself, mean")
			.baseUnit("bytes")
			.register(meters);
		Gauge.builder("beckon.index.item", this.index, (index) -> index.size().bytesPerItem(index.items()))
			.description("Bytes an item takes with the list of its sessions, mean")
			.baseUnit("bytes")
			.register(meters);
	}

}
