package dev.beckon.fault;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * What came of the load while something was broken. Thread safety: safe.
 */
final class Tally {

	/** The time for a whole answer, as the service promises it. */
	static final double DEADLINE_MILLIS = 50;

	private final Map<String, LongAdder> sources = new ConcurrentHashMap<>();

	private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();

	private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();

	private final Queue<String> accepted = new ConcurrentLinkedQueue<>();

	private final LongAdder refused = new LongAdder();

	private final LongAdder overDeadline = new LongAdder();

	private final LongAdder unreachable = new LongAdder();

	void answered(String source, String reason, double tookMillis) {
		count(this.sources, source);
		count(this.reasons, reason);
		if (tookMillis > DEADLINE_MILLIS) {
			this.overDeadline.increment();
		}
	}

	void failed(String error) {
		count(this.errors, error);
	}

	/** Nobody was there to answer: the process itself is gone. */
	void unreachable() {
		this.unreachable.increment();
	}

	void accepted(String eventId) {
		this.accepted.add(eventId);
	}

	/** The sender was told to send the same event again. */
	void refused() {
		this.refused.increment();
	}

	private static void count(Map<String, LongAdder> counts, String name) {
		counts.computeIfAbsent(name, (absent) -> new LongAdder()).increment();
	}

	private static Map<String, Long> sums(Map<String, LongAdder> counts) {
		Map<String, Long> sums = new TreeMap<>();
		counts.forEach((name, count) -> sums.put(name, count.sum()));
		return sums;
	}

	Map<String, Long> sources() {
		return sums(this.sources);
	}

	Map<String, Long> reasons() {
		return sums(this.reasons);
	}

	/** By HTTP status or exception, answers that were none. */
	Map<String, Long> errors() {
		return sums(this.errors);
	}

	/** Ids of the events the service has acknowledged. */
	List<String> acceptedEvents() {
		return List.copyOf(this.accepted);
	}

	long refusedEvents() {
		return this.refused.sum();
	}

	long answers() {
		return this.sources.values().stream().mapToLong(LongAdder::sum).sum();
	}

	long overDeadline() {
		return this.overDeadline.sum();
	}

	long unreachableCalls() {
		return this.unreachable.sum();
	}

}
