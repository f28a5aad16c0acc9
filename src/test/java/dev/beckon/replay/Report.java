package dev.beckon.replay;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.HdrHistogram.Histogram;

/** A replay's outcome as one line of JSON, and its progress as one line of text. */
final class Report {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final ReplayOptions options;

	private final Tally tally;

	Report(ReplayOptions options, Tally tally) {
		this.options = options;
		this.tally = tally;
	}

	/** How things stand after some seconds of many. */
	String progress(long seconds, long ofSeconds) {
		Tally t = this.tally;
		return "%d/%d s  events %,d sent, %,d acknowledged, %,d refused or failed  answers %s  errors %,d  p50 %.1f p99 %.1f ms"
			.formatted(seconds, ofSeconds, t.eventsSent.sum(), t.eventsAcknowledged.sum(),
					t.eventsRejected.sum() + t.eventErrors.total(), t.answersBySource.byName(), t.answerErrors.total(),
					millis(t.answerLatency, 50), millis(t.answerLatency, 99));
	}

	/** The outcome. */
	String json(double seconds) {
		Map<String, Object> report = new LinkedHashMap<>();
		report.put("file", String.valueOf(this.options.file().getFileName()));
		report.put("speed", this.options.speed());
		report.put("eventTimes", this.options.eventTimes().name());
		report.put("seconds", round(seconds));
		report.put("events", events(seconds));
		report.put("answers", answers(seconds));
		report.put("latencyMs", percentiles(this.tally.answerLatency));
		report.put("freshnessMs", freshness());
		report.put("lateSendingMs", percentiles(this.tally.lateSending));
		try {
			return JSON.writeValueAsString(report);
		}
		catch (JsonProcessingException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	private Map<String, Object> events(double seconds) {
		Map<String, Object> events = new LinkedHashMap<>();
		events.put("sent", this.tally.eventsSent.sum());
		events.put("acknowledged", this.tally.eventsAcknowledged.sum());
		events.put("rejected", this.tally.eventsRejected.sum());
		events.put("errors", this.tally.eventErrors.byName());
		events.put("perSecond", round(this.tally.eventsSent.sum() / seconds));
		events.put("acknowledgementMs", percentiles(this.tally.acknowledgement));
		return events;
	}

	private Map<String, Object> answers(double seconds) {
		Tally t = this.tally;
		Map<String, Object> answers = new LinkedHashMap<>();
		answers.put("asked", t.answersAsked.sum());
		answers.put("perSecond", round(t.answersAsked.sum() / seconds));
		answers.put("bySource", t.answersBySource.byName());
		answers.put("byReason", t.answersByReason.byName());
		answers.put("errors", t.answerErrors.byName());
		answers.put("padded", t.answersPadded.sum());
		answers.put("empty", t.answersEmpty.sum());
		answers.put("deadlineMs", this.options.deadline().toMillis());
		answers.put("overDeadlineInService", t.tookOverDeadline.sum());
		answers.put("overDeadlineAtClient", t.arrivedOverDeadline.sum());
		answers.put("toKnownVisitors", t.toKnownVisitors.sum());
		answers.put("personalisedShareOfKnownVisitors",
				share(t.personalisedToKnownVisitors.sum(), t.toKnownVisitors.sum()));
		return answers;
	}

	private Map<String, Object> freshness() {
		Map<String, Object> freshness = new LinkedHashMap<>();
		freshness.put("from", "intended sending of the click");
		freshness.put("until",
				"arrival of an answer from profile or session_view whose profileAgeMs reaches back to the click or less far");
		freshness.put("timed", this.tally.clicksTimed.sum());
		freshness.put("neverReflected", this.tally.clicksNeverReflected.sum());
		freshness.putAll(percentiles(this.tally.freshness));
		return freshness;
	}

	private static Map<String, Object> percentiles(Histogram histogram) {
		Map<String, Object> percentiles = new LinkedHashMap<>();
		percentiles.put("p50", millis(histogram, 50));
		percentiles.put("p90", millis(histogram, 90));
		percentiles.put("p99", millis(histogram, 99));
		percentiles.put("p99.9", millis(histogram, 99.9));
		percentiles.put("max", round(histogram.getMaxValue() / 1_000.0));
		return percentiles;
	}

	private static double millis(Histogram micros, double percentile) {
		return round(micros.getValueAtPercentile(percentile) / 1_000.0);
	}

	private static double share(long part, long whole) {
		return (whole == 0) ? 0 : Math.round(10_000.0 * part / whole) / 10_000.0;
	}

	private static double round(double value) {
		return Math.round(value * 100) / 100.0;
	}

}
