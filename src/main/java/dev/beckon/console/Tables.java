package dev.beckon.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.beckon.attribution.Figures;
import dev.beckon.attribution.Figures.ItemRow;
import dev.beckon.attribution.Figures.Row;
import dev.beckon.attribution.Figures.Slot;
import dev.beckon.http.Problems;
import org.jspecify.annotations.Nullable;

/** The tables one can take away, as CSV (RFC 4180) with a line of names first. */
enum Tables {

	SOURCE, PLACEMENT, REASON, CATEGORY, TIME, SHOWN, BOUGHT;

	private static final String GROUPS = "name,answers,shown,clicks,add_to_carts,purchases,revenue,"
			+ "click_rate,click_rate_low,click_rate_high,conversion,conversion_low,conversion_high,"
			+ "fallback_rate,unknown_visitor_rate,padded_rate";

	private static final String SLOTS = "at,answers,fallbacks,unknown_visitors,padded,clicks,add_to_carts,purchases,revenue";

	private static final String ITEMS = "item,shown,clicks,purchases,revenue,click_rate,conversion,conversion_low,conversion_high";

	/**
	 * The table of this name.
	 * @throws org.springframework.web.ErrorResponseException the 400 that names the field
	 */
	static Tables of(String name) {
		return Arrays.stream(values())
			.filter((table) -> table.name().toLowerCase(Locale.ROOT).equals(name))
			.findFirst()
			.orElseThrow(() -> Problems.badRequest("by",
					"must be one of source, placement, reason, category, time, shown, bought"));
	}

	String write(Figures figures) {
		return switch (this) {
			case SOURCE -> Csv.table(GROUPS, groups(figures.bySource()));
			case PLACEMENT -> Csv.table(GROUPS, groups(figures.byPlacement()));
			case REASON -> Csv.table(GROUPS, groups(figures.byReason()));
			case CATEGORY -> Csv.table(GROUPS, groups(figures.byCategory()));
			case TIME -> Csv.table(SLOTS, figures.over().stream().map(Tables::slot));
			case SHOWN -> Csv.table(ITEMS, figures.items().mostShown().stream().map(Tables::item));
			case BOUGHT -> Csv.table(ITEMS, figures.items().mostBought().stream().map(Tables::item));
		};
	}

	private static Stream<List<@Nullable Object>> groups(List<Row> rows) {
		return rows.stream()
			.map((row) -> Arrays.asList(row.name(), row.answers(), row.shown(), row.clicks(), row.addToCarts(),
					row.purchases(), row.revenue(), row.clickRate().value(), row.clickRate().low(),
					row.clickRate().high(), row.conversion().value(), row.conversion().low(), row.conversion().high(),
					row.fallbackRate().value(), row.unknownVisitorRate().value(), row.paddedRate().value()));
	}

	private static List<@Nullable Object> slot(Slot slot) {
		return Arrays.asList(slot.at(), slot.answers(), slot.fallbacks(), slot.unknownVisitors(), slot.padded(),
				slot.clicks(), slot.addToCarts(), slot.purchases(), slot.revenue());
	}

	private static List<@Nullable Object> item(ItemRow row) {
		return Arrays.asList(row.itemId(), row.shown(), row.clicks(), row.purchases(), row.revenue(),
				row.clickRate().value(), row.conversion().value(), row.conversion().low(), row.conversion().high());
	}

}
