package dev.beckon.popularity;

import java.time.Duration;
import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Popularity's meters. */
final class PopularityMetrics {

	/** What became of a snapshot. */
	enum Snapshot {

		SAVED, FAILED, LOADED, UNREADABLE

	}

	private final MeterRegistry meters;

	private final Timer ranking;

	PopularityMetrics(MeterRegistry meters, Popularity popularity) {
		this.meters = meters;
		this.ranking = Timer.builder("beckon.popularity.ranking")
			.description("Time taken to rank what was counted and publish it")
			.register(meters);
		Gauge.builder("beckon.view.entries", popularity, Popularity::size)
			.description("Entries a view holds in memory")
			.baseUnit("entries")
			.tag("view", "popularity")
			.register(meters);
		for (Snapshot outcome : Snapshot.values()) {
			snapshots(outcome);
		}
	}

	void ranked(Duration took) {
		this.ranking.record(took);
	}

	void snapshot(Snapshot outcome) {
		snapshots(outcome).increment();
	}

	private Counter snapshots(Snapshot outcome) {
		return Counter.builder("beckon.popularity.snapshots")
			.description("Rankings saved to disk or loaded from it, by what became of them")
			.baseUnit("snapshots")
			.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
			.register(this.meters);
	}

}
