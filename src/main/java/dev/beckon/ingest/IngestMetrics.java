package dev.beckon.ingest;

import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * What came in. For each listener,
 * {@code applied + duplicate + late + malformed + forgotten + withheld} is the number of
 * interactions consumed but for those that are parked; each is counted when it is
 * written, so a batch that is tried again counts once.
 */
@Component
class IngestMetrics {

	private final MeterRegistry meters;

	private final Counter accepted;

	private final Counter rejected;

	private final Counter withheld;

	private final Counter unavailable;

	IngestMetrics(MeterRegistry meters) {
		this.meters = meters;
		this.accepted = events("accepted");
		this.rejected = events("rejected");
		this.withheld = events("withheld");
		this.unavailable = events("unavailable");
	}

	/** What became of the interactions that a listener has consumed. */
	record ListenerCounters(Counter applied, Counter duplicate, Counter late, Counter malformed, Counter forgotten,
			Counter withheld) {

		void committed(PartitionBatch batch) {
			this.late.increment(batch.late().size());
			this.malformed.increment(batch.deadLetters().size());
			this.forgotten.increment(batch.forgotten());
			this.withheld.increment(batch.withheld());
		}

		void folded(int applied, int duplicates) {
			this.applied.increment(applied);
			this.duplicate.increment(duplicates);
		}

	}

	void watchParked(Supplier<Number> interactions) {
		Gauge.builder("beckon.parked.interactions", interactions)
			.description(
					"Interactions kept in memory until their shard can be written, at most beckon.ingest.max-parked "
							+ "and a batch")
			.register(this.meters);
	}

	/** The counter of what is rebuilt. */
	Counter watchRebuild(Supplier<Number> remaining) {
		Gauge.builder("beckon.rebuild.remaining", remaining)
			.description(
					"Records still to be read until the profiles of a shard that came back empty are rebuilt; 0 when "
							+ "none is")
			.baseUnit("records")
			.register(this.meters);
		return Counter.builder("beckon.rebuilt.profiles")
			.description("Writes of profiles that were rebuilt from the log")
			.register(this.meters);
	}

	void accepted(int events) {
		this.accepted.increment(events);
	}

	void rejected(int events) {
		this.rejected.increment(events);
	}

	void withheld(int events) {
		this.withheld.increment(events);
	}

	void unavailable(int events) {
		this.unavailable.increment(events);
	}

	/** The counters of the listener of this name, at zero when it begins. */
	ListenerCounters countersOf(String listener) {
		return new ListenerCounters(interactions(listener, "applied"), interactions(listener, "duplicate"),
				interactions(listener, "late"), interactions(listener, "malformed"),
				interactions(listener, "forgotten"), interactions(listener, "withheld"));
	}

	private Counter events(String outcome) {
		return Counter.builder("beckon.events")
			.description(
					"Events sent to POST /v1/events; rejected ones are invalid, withheld ones came without consent, unavailable ones may be sent again")
			.tag("outcome", outcome)
			.register(this.meters);
	}

	private Counter interactions(String listener, String outcome) {
		return Counter.builder("beckon.interactions")
			.description("Interactions a listener has consumed, by what became of them")
			.tag("listener", listener)
			.tag("outcome", outcome)
			.register(this.meters);
	}

}
