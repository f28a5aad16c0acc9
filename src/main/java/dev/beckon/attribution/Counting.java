package dev.beckon.attribution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.beckon.attribution.Figures.Row;
import dev.beckon.attribution.Figures.Slot;
import dev.beckon.attribution.ShownAnswer.Labels;

/** Makes figures of entries. One thread. */
final class Counting {

	/** The reason of an answer that has none. */
	private static final String NO_REASON = "none";

	/** Rows of one table; the smallest are put together. */
	private static final int MAX_ROWS = 30;

	private final Query query;

	private final Tally total = new Tally();

	private final Tally[] slots;

	/**
	 * Equal labels are nearly always the same; where they are not, their rows are added
	 * up.
	 */
	private final IdentityHashMap<Labels, Tally> byLabels = new IdentityHashMap<>();

	private final Map<String, Lost.Sides> sides = new HashMap<>();

	private final ItemCounts items;

	Counting(Query query, ItemNumbers items) {
		this.query = query;
		this.slots = Stream.generate(Tally::new).limit(query.slots()).toArray(Tally[]::new);
		this.items = new ItemCounts(items);
	}

	void add(Entry entry) {
		int slot = this.query.slotOf(entry.timeMillis());
		Labels labels = entry.labels();
		if (slot < 0 || !this.query.only().admits(labels)) {
			return;
		}
		int shown = entry.items().length;
		Outcome[] outcomes = entry.outcomes();
		this.total.add(labels, shown, outcomes);
		this.slots[slot].add(labels, shown, outcomes);
		this.byLabels.computeIfAbsent(labels, (_) -> new Tally()).add(labels, shown, outcomes);
		this.sides.computeIfAbsent(labels.placement(), (_) -> new Lost.Sides()).add(labels, shown, outcomes);
		this.items.add(entry);
	}

	/**
	 * What was counted.
	 * @param scale how many answers each that was counted stands for
	 * @param knownSince when the oldest of all known answers was given
	 */
	Figures figures(int scale, long knownSince) {
		List<Slot> over = IntStream.range(0, this.slots.length)
			.mapToObj((slot) -> Slot.of(this.query.start(slot), this.slots[slot], scale))
			.toList();
		return new Figures(this.query.from(), this.query.to(),
				(knownSince == Long.MAX_VALUE) ? null : Instant.ofEpochMilli(knownSince), 1.0 / scale,
				Row.of("", this.total, scale), over, rows(scale, Labels::source), rows(scale, Labels::placement),
				rows(scale, (labels) -> (labels.reason() != null) ? labels.reason() : NO_REASON),
				rows(scale, (labels) -> (labels.category() != null) ? labels.category() : ""),
				Lost.of(this.sides, scale), this.items.top(scale));
	}

	/** Most answers first. */
	private List<Row> rows(int scale, Function<Labels, String> by) {
		Map<String, Tally> groups = new HashMap<>();
		this.byLabels
			.forEach((labels, tally) -> groups.computeIfAbsent(by.apply(labels), (_) -> new Tally()).add(tally));
		List<Row> rows = new ArrayList<>();
		groups.forEach((name, tally) -> rows.add(Row.of(name, tally, scale)));
		rows.sort(Comparator.comparingLong(Row::answers).reversed().thenComparing(Row::name));
		return rows.stream().limit(MAX_ROWS).toList();
	}

}
