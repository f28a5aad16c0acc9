package dev.beckon.ingest;

import java.util.List;
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

	IngestMetrics(MeterRegistry meters) {
		this.meters = meters;
		List.of("accepted", "rejected", "withheld", "unavailable").forEach((outcome) -> events(outcome, 0));
		for (String listener : List.of(ProfileBatches.LISTENER, SessionBatches.LISTENER)) {
			List.of("applied", "duplicate", "late", "malformed", "forgotten", "withheld")
				.forEach((outcome) -> interactions(listener, outcome, 0));
		}
	}

	void watchParked(Supplier<Number> interactions) {
		Gauge.builder("beckon.parked.interactions", interactions)
			.description(
					"Interactions kept in memory until their shard can be written, at most beckon.ingest.max-parked "
							+ "and a batch")
			.register(this.meters);
	}

	void watchRebuild(Supplier<Number> remaining) {
		Gauge.builder("beckon.rebuild.remaining", remaining)
			.description(
					"Records still to be read until the profiles of a shard that came back empty are rebuilt; 0 when "
							+ "none is")
			.baseUnit("records")
			.register(this.meters);
		rebuilt(0);
	}

	void rebuilt(int profiles) {
		Counter.builder("beckon.rebuilt.profiles")
			.description("Writes of profiles that were rebuilt from the log")
			.register(this.meters)
			.increment(profiles);
	}

	void accepted(int events) {
		events("accepted", events);
	}

	void rejected(int events) {
		events("rejected", events);
	}

	void withheld(int events) {
		events("withheld", events);
	}

	void unavailable(int events) {
		events("unavailable", events);
	}

	void committed(String listener, PartitionBatch batch) {
		interactions(listener, "late", batch.late().size());
		interactions(listener, "malformed", batch.deadLetters().size());
		interactions(listener, "forgotten", batch.forgotten());
		interactions(listener, "withheld", batch.withheld());
	}

	void folded(String listener, int applied, int duplicates) {
		interactions(listener, "applied", applied);
		interactions(listener, "duplicate", duplicates);
	}

	private void events(String outcome, int count) {
		Counter.builder("beckon.events")
			.description(
					"Events sent to POST /v1/events; rejected ones are invalid, withheld ones came without consent, unavailable ones may be sent again")
			.tag("outcome", outcome)
			.register(this.meters)
			.increment(count);
	}

	private void interactions(String listener, String outcome, int count) {
		Counter.builder("beckon.interactions")
			.description("Interactions a listener has consumed, by what became of them")
			.tag("listener", listener)
			.tag("outcome", outcome)
			.register(this.meters)
			.increment(count);
	}

}
