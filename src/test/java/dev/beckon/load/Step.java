package dev.beckon.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What came of asking at one rate. Thread safety: safe. */
final class Step {

	private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(60);

	private static final double DEADLINE_MILLIS = 50;

	private final int perSecond;

	private final HttpConnections connections;

	private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);

	private final LongAdder errors = new LongAdder();

	private final LongAdder overDeadline = new LongAdder();

	private final Map<String, LongAdder> sources = new ConcurrentHashMap<>();

	private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();

	private final long startNanos = System.nanoTime();

	private volatile long lastNanos = this.startNanos;

	Step(int perSecond, HttpConnections connections) {
		this.perSecond = perSecond;
		this.connections = connections;
	}

	/** Asks, counts what comes back, and returns it; nothing where nothing came. */
	String ask(byte[] request, long dueNanos) {
		try {
			HttpConnections.Response response = this.connections.send(request);
			answered(response, dueNanos);
			return response.head();
		}
		catch (IOException failed) {
			error(failed.getClass().getSimpleName(), dueNanos);
			return "";
		}
	}

	private void answered(HttpConnections.Response response, long dueNanos) {
		if (response.status() != 200) {
			error(Integer.toString(response.status()), dueNanos);
			return;
		}
		record(dueNanos);
		count(this.sources, text(response.head(), "\"source\":\"", '"', "none"));
		count(this.reasons, text(response.head(), "\"fallbackReason\":\"", '"', "none"));
		if (Double.parseDouble(text(response.head(), "\"tookMs\":", ',', "0")) > DEADLINE_MILLIS) {
			this.overDeadline.increment();
		}
	}

	private void error(String name, long dueNanos) {
		this.errors.increment();
		count(this.reasons, name);
		record(dueNanos);
	}

	private void record(long dueNanos) {
		long now = System.nanoTime();
		this.lastNanos = now;
		this.micros.recordValue(Math.min(TimeUnit.NANOSECONDS.toMicros(now - dueNanos), LONGEST_MICROS));
	}

	private static void count(Map<String, LongAdder> counts, String name) {
		counts.computeIfAbsent(name, (unseen) -> new LongAdder()).increment();
	}

	private static String text(String json, String before, char end, String otherwise) {
		int from = json.indexOf(before);
		return (from < 0) ? otherwise
				: json.substring(from + before.length(), json.indexOf(end, from + before.length()));
	}

	double p99Millis() {
		return millis(99);
	}

	/** The share of answers from these sources. */
	double share(String... from) {
		long answers = Stream.of(from)
			.mapToLong((source) -> this.sources.getOrDefault(source, new LongAdder()).sum())
			.sum();
		return Math.round(1e4 * answers / Math.max(1, this.micros.getTotalCount())) / 1e4;
	}

	long errors() {
		return this.errors.sum();
	}

	/**
	 * Whether the rate was borne: p99 within the budget, no error, and no growing queue.
	 */
	boolean isSustained() {
		return errors() == 0 && p99Millis() <= DEADLINE_MILLIS;
	}

	Map<String, Object> figures() {
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("rps", this.perSecond);
		figures.put("achieved_rps", Math.round(this.micros.getTotalCount() * 1e9 / (this.lastNanos - this.startNanos)));
		figures.put("p50_ms", millis(50));
		figures.put("p90_ms", millis(90));
		figures.put("p99_ms", millis(99));
		figures.put("p999_ms", millis(99.9));
		figures.put("max_ms", millis(100));
		figures.put("errors", errors());
		figures.put("over_deadline", this.overDeadline.sum());
		figures.put("arrived_over_deadline",
				this.micros.getTotalCount() - this.micros.getCountBetweenValues(0, (long) (1_000 * DEADLINE_MILLIS)));
		figures.put("sources", sums(this.sources));
		figures.put("reasons", sums(this.reasons));
		return figures;
	}

	private double millis(double percentile) {
		return this.micros.getValueAtPercentile(percentile) / 1e3;
	}

	private static Map<String, Long> sums(Map<String, LongAdder> counts) {
		Map<String, Long> sums = new TreeMap<>();
		counts.forEach((name, count) -> sums.put(name, count.sum()));
		return sums;
	}

}
