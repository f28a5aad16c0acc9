package dev.beckon.attribution;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import dev.beckon.attribution.Figures.ItemRow;
import dev.beckon.attribution.Figures.Items;
import dev.beckon.event.InteractionType;
import org.jspecify.annotations.Nullable;

/** Counts by item. One thread. */
final class ItemCounts {

	/** Rows of each list. */
	private static final int ROWS = 10;

	/** An item sold less often is no winner, whatever its rate. */
	private static final int MIN_SOLD = 3;

	private final ItemNumbers items;

	private final long[] shown;

	private final long[] clicked;

	private final long[] bought;

	private final long[] purchases;

	private final long[] revenue;

	ItemCounts(ItemNumbers items) {
		this.items = items;
		int size = items.size();
		this.shown = new long[size];
		this.clicked = new long[size];
		this.bought = new long[size];
		this.purchases = new long[size];
		this.revenue = new long[size];
	}

	void add(Entry entry) {
		for (int item : entry.items()) {
			this.shown[item]++;
		}
		Outcome[] outcomes = entry.outcomes();
		for (int i = 0; i < outcomes.length; i++) {
			add(outcomes[i], entry.items()[outcomes[i].place()], isFirst(outcomes, i));
		}
	}

	private void add(Outcome outcome, int item, boolean first) {
		if (outcome.type() == InteractionType.VIEW_ITEM) {
			this.clicked[item]++;
		}
		else if (outcome.type() == InteractionType.PURCHASE) {
			this.purchases[item]++;
			this.bought[item] += first ? 1 : 0;
			this.revenue[item] += outcome.revenue();
		}
	}

	/** Whether nothing before it is of the same type and item. */
	private static boolean isFirst(Outcome[] outcomes, int at) {
		for (int i = 0; i < at; i++) {
			if (outcomes[i].type() == outcomes[at].type() && outcomes[i].place() == outcomes[at].place()) {
				return false;
			}
		}
		return true;
	}

	Items top(int scale) {
		return new Items(top(scale, (row) -> row.shown()),
				top(scale, (row) -> (row.purchases() >= (long) MIN_SOLD * scale) ? surely(row.conversion().low()) : 0));
	}

	private List<ItemRow> top(int scale, ToDoubleFunction<ItemRow> by) {
		return IntStream.range(0, this.shown.length)
			.filter((item) -> this.shown[item] > 0)
			.mapToObj((item) -> row(item, scale))
			.filter((row) -> by.applyAsDouble(row) > 0)
			.sorted(Comparator.comparingDouble(by).reversed().thenComparing(ItemRow::itemId))
			.limit(ROWS)
			.toList();
	}

	private ItemRow row(int item, int scale) {
		return new ItemRow(this.items.idOf(item), this.shown[item] * scale, this.clicked[item] * scale,
				this.purchases[item] * scale, this.revenue[item] / Response.UNITS * scale,
				Rate.of(this.clicked[item], this.shown[item]), Rate.of(this.bought[item], this.shown[item]));
	}

	private static double surely(@Nullable Double low) {
		return (low != null) ? low : 0;
	}

}
