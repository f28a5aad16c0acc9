package dev.beckon.log;

import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Meters of one topic's snapshots. Thread safety: safe. */
final class SnapshotMetrics {

	/** What became of a snapshot. */
	enum Outcome {

		SAVED, FAILED, LOADED, UNUSABLE

	}

	private final MeterRegistry meters;

	private final String topic;

	SnapshotMetrics(MeterRegistry meters, String topic, SnapshotFile file) {
		this.meters = meters;
		this.topic = topic;
		Gauge.builder("beckon.view.snapshot", file, SnapshotFile::bytes)
			.description("Size of the last snapshot of a topic's views on disk; 0 for none")
			.baseUnit("bytes")
			.tag("topic", topic)
			.register(meters);
		for (Outcome outcome : Outcome.values()) {
			counter(outcome);
		}
	}

	void count(Outcome outcome) {
		counter(outcome).increment();
	}

	private Counter counter(Outcome outcome) {
		return Counter.builder("beckon.view.snapshots")
			.description("Snapshots of a topic's views, by what became of them")
			.baseUnit("snapshots")
			.tag("topic", this.topic)
			.tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
			.register(this.meters);
	}

}
