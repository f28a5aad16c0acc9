package dev.beckon.catalog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The catalogue's meters. Over HTTP, accepted + rejected + unavailable = items sent. On
 * the topic, records that changed the view + skipped = records read.
 */
final class CatalogMetrics {

	private final Counter accepted;

	private final Counter rejected;

	private final Counter unavailable;

	private final Counter skipped;

	CatalogMetrics(MeterRegistry meters, Catalogue catalogue) {
		this.accepted = items(meters, "accepted");
		this.rejected = items(meters, "rejected");
		this.unavailable = items(meters, "unavailable");
		this.skipped = Counter.builder("beckon.view.skipped")
			.description("Records a view could not read and left out")
			.baseUnit("records")
			.tag("view", "items")
			.register(meters);
		Gauge.builder("beckon.view.entries", catalogue, Catalogue::size)
			.description("Entries a view holds in memory")
			.baseUnit("entries")
			.tag("view", "items")
			.register(meters);
	}

	private static Counter items(MeterRegistry meters, String outcome) {
		return Counter.builder("beckon.items")
			.description("Catalogue items sent over HTTP, by what became of them")
			.baseUnit("items")
			.tag("outcome", outcome)
			.register(meters);
	}

	/** Items that Kafka has acknowledged. */
	void accepted(int items) {
		this.accepted.increment(items);
	}

	/** Items that break a rule. */
	void rejected(int items) {
		this.rejected.increment(items);
	}

	/** Items to be sent again, because Kafka did not acknowledge their request. */
	void unavailable(int items) {
		this.unavailable.increment(items);
	}

	/** A record on the topic that is not an item. */
	void skipped() {
		this.skipped.increment();
	}

}
