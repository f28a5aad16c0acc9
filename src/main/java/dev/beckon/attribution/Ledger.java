package dev.beckon.attribution;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.beckon.attribution.ShownAnswer.Labels;

/**
 * The answers of the last days and what they led to: a set of facts, from which all
 * figures are counted when somebody asks. So it is the same for any order of the facts
 * and any number of times each of them comes.
 *
 * <p>
 * Bounded: with more answers than there is room for, every second one is let go, by the
 * first bit of its id's hash, then every second one of the rest by the next bit, and so
 * on. What is left is a fair sample, and the same one in every process that has read the
 * same log.
 *
 * <p>
 * Thread safety: safe; whoever counts holds up whoever adds, for some milliseconds.
 */
final class Ledger {

	/** How far a shopper's clock may be behind. */
	private static final Duration SKEW = Duration.ofMinutes(5);

	private static final int MAX_LABELS = 10_000;

	private final AttributionProperties properties;

	private final Map<Long, Entry> entries = new HashMap<>();

	private final Waiting waiting;

	private final Map<Labels, Labels> labels = new HashMap<>();

	private ItemNumbers items = new ItemNumbers();

	private int halvings;

	private long newestMillis = Long.MIN_VALUE;

	Ledger(AttributionProperties properties) {
		this.properties = properties;
		this.waiting = new Waiting(properties.maxWaiting());
	}

	/** Whether answers of this id are counted. */
	synchronized boolean keeps(long answer) {
		return this.halvings == 0 || answer >>> (Long.SIZE - this.halvings) == 0;
	}

	/** Takes note of an answer. */
	synchronized void add(ShownAnswer answer) {
		if (!keeps(answer.id()) || this.entries.containsKey(answer.id())) {
			return;
		}
		Entry entry = new Entry(answer.timeMillis(), shared(answer.labels()), this.items.of(answer.itemIds()));
		this.entries.put(answer.id(), entry);
		this.waiting.take(answer.id()).forEach((response) -> attribute(response, entry));
		this.newestMillis = Math.max(this.newestMillis, answer.timeMillis());
		if (this.entries.size() > this.properties.maxAnswers()) {
			makeRoom();
		}
	}

	/** Takes note of what a visitor did because of an answer. */
	synchronized void add(Response response) {
		if (this.properties.window().millisOf(response.type()) == 0 || !keeps(response.answer())) {
			return;
		}
		Entry entry = this.entries.get(response.answer());
		if (entry != null) {
			attribute(response, entry);
		}
		else {
			this.waiting.add(response);
		}
	}

	private void attribute(Response response, Entry entry) {
		long after = response.timeMillis() - entry.timeMillis();
		if (after >= -SKEW.toMillis() && after <= this.properties.window().millisOf(response.type())) {
			entry.add(response, this.items.find(response.itemId()));
		}
	}

	/** Few labels are many answers'. */
	private Labels shared(Labels given) {
		if (this.labels.size() >= MAX_LABELS) {
			this.labels.clear();
		}
		return this.labels.computeIfAbsent(given, (same) -> same);
	}

	private void makeRoom() {
		long oldest = this.newestMillis - this.properties.horizon().toMillis();
		this.entries.values().removeIf((entry) -> entry.timeMillis() < oldest);
		while (this.entries.size() > this.properties.maxAnswers() / 4 * 3) {
			this.halvings++;
			this.entries.keySet().removeIf((answer) -> !keeps(answer));
		}
		this.waiting.keep(this::keeps);
		ItemNumbers fewer = new ItemNumbers();
		this.entries.values().forEach((entry) -> entry.renumber(this.items, fewer));
		this.items = fewer;
	}

	/** Counts what came of the answers that are asked for. */
	synchronized Figures figures(Query query) {
		Counting counting = new Counting(query, this.items);
		long known = Long.MAX_VALUE;
		for (Entry entry : this.entries.values()) {
			known = Math.min(known, entry.timeMillis());
			counting.add(entry);
		}
		return counting.figures(1 << this.halvings, known);
	}

	/** Answers and waiting responses in memory. */
	synchronized int size() {
		return this.entries.size() + this.waiting.size();
	}

	/** Responses whose answer is not known. */
	synchronized int waiting() {
		return this.waiting.size();
	}

}
