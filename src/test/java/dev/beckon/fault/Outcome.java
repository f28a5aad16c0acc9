package dev.beckon.fault;

import java.util.Collection;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a fault has cost.
 *
 * @param fault what was broken, in words
 * @param answers answers given from the moment it broke until {@code profile} was back
 * @param errors answers that were none, by HTTP status or exception
 * @param overDeadline answers that took longer than 50 ms, by the service's own clock
 * @param lost interactions that should be in a profile or a session after healing, and
 * are not, or were acknowledged and are not in the log
 * @param doubleCounted interactions or sessions that are there and should not be
 * @param profileBackSeconds from mending until as many answers as before, nearly, are
 * {@code profile}
 * @param wholeSeconds from mending until every profile and session was as it should be
 * @param brokenSeconds how long it was broken
 * @param breakers states other than closed that breakers were seen in
 * @param sources answers by source
 * @param reasons answers by fallback reason
 * @param events events acknowledged
 * @param eventsRefused times a sender was told to send an event again
 */
record Outcome(String fault, long answers, Map<String, Long> errors, @JsonProperty("over_deadline") long overDeadline,
		long lost, @JsonProperty("double_counted") long doubleCounted,
		@JsonProperty("profile_back_s") double profileBackSeconds, @JsonProperty("whole_s") double wholeSeconds,
		@JsonProperty("broken_s") double brokenSeconds, Collection<String> breakers, Map<String, Long> sources,
		Map<String, Long> reasons, int events, @JsonProperty("events_refused") long eventsRefused) {

	/** A row of the table in {@code docs/reliability.md}. */
	String asRow() {
		return "| %s | %,d | %,d | %d | %d + %d | %.1f | %.1f | %s | %s |".formatted(this.fault, this.answers,
				this.errors.values().stream().mapToLong(Long::longValue).sum(), this.overDeadline, this.lost,
				this.doubleCounted, this.profileBackSeconds, this.wholeSeconds, String.join(", ", this.breakers),
				shares());
	}

	private String shares() {
		StringBuilder shares = new StringBuilder();
		this.sources.forEach((source, count) -> shares.append(shares.isEmpty() ? "" : ", ")
			.append("`%s` %.0f %%".formatted(source, 100.0 * count / Math.max(1, this.answers))));
		return shares.toString();
	}

}
