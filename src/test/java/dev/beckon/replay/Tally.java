package dev.beckon.replay;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What a replay has counted and timed. Durations are kept in microseconds with three
 * significant digits. Thread safety: safe.
 */
final class Tally {

	private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

	private final long deadlineMicros;

	final LongAdder eventsSent = new LongAdder();

	final LongAdder eventsAcknowledged = new LongAdder();

	final LongAdder eventsRejected = new LongAdder();

	final Counts eventErrors = new Counts();

	final LongAdder answersAsked = new LongAdder();

	final Counts answersBySource = new Counts();

	final Counts answersByReason = new Counts();

	final Counts answerErrors = new Counts();

	final LongAdder answersPadded = new LongAdder();

	final LongAdder answersEmpty = new LongAdder();

	final LongAdder tookOverDeadline = new LongAdder();

	final LongAdder arrivedOverDeadline = new LongAdder();

	final LongAdder toKnownVisitors = new LongAdder();

	final LongAdder personalisedToKnownVisitors = new LongAdder();

	final LongAdder clicksTimed = new LongAdder();

	final LongAdder clicksNeverReflected = new LongAdder();

	final Histogram answerLatency = histogram();

	final Histogram acknowledgement = histogram();

	final Histogram freshness = histogram();

	final Histogram lateSending = histogram();

	/** Counts by name. */
	static final class Counts {

		private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

		void add(String name) {
			this.counts.computeIfAbsent(name, (unseen) -> new LongAdder()).increment();
		}

		Map<String, Long> byName() {
			Map<String, Long> byName = new TreeMap<>();
			this.counts.forEach((name, count) -> byName.put(name, count.sum()));
			return byName;
		}

		long total() {
			return this.counts.values().stream().mapToLong(LongAdder::sum).sum();
		}

	}

	Tally(long deadlineMillis) {
		this.deadlineMicros = TimeUnit.MILLISECONDS.toMicros(deadlineMillis);
	}

	private static Histogram histogram() {
		return new ConcurrentHistogram(LONGEST_MICROS, 3);
	}

	/** Records a duration; longer ones than ten minutes count as ten minutes. */
	static void record(Histogram histogram, long nanos) {
		histogram.recordValue(Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS));
	}

	void acknowledged(long nanosSinceIntended) {
		this.eventsAcknowledged.increment();
		record(this.acknowledgement, nanosSinceIntended);
	}

	/** An event that was not taken: a 4xx is a refusal, all else an error. */
	void notTaken(String error) {
		if (error.startsWith("4")) {
			this.eventsRejected.increment();
		}
		else {
			this.eventErrors.add(error);
		}
	}

	void answered(Answer answer, boolean knownVisitor, long nanosSinceIntended) {
		this.answersBySource.add(answer.source());
		this.answersByReason.add(answer.reason());
		record(this.answerLatency, nanosSinceIntended);
		count(this.answersPadded, answer.padded() > 0);
		count(this.answersEmpty, answer.items() == 0);
		count(this.tookOverDeadline, answer.tookMs() * 1_000 > this.deadlineMicros);
		count(this.arrivedOverDeadline, TimeUnit.NANOSECONDS.toMicros(nanosSinceIntended) > this.deadlineMicros);
		count(this.toKnownVisitors, knownVisitor);
		count(this.personalisedToKnownVisitors, knownVisitor && answer.isPersonalised());
	}

	/**
	 * A request for an answer that came to nothing; its time counts too, or failing fast
	 * would look good.
	 */
	void unanswered(String error, long nanosSinceIntended) {
		this.answerErrors.add(error);
		record(this.answerLatency, nanosSinceIntended);
	}

	private static void count(LongAdder counter, boolean condition) {
		if (condition) {
			counter.increment();
		}
	}

}
