package dev.beckon.attribution;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What came of the answers of a period. An interaction counts where its answer does: at
 * the answer's time, source and placement.
 *
 * @param from the first moment
 * @param to the moment after the last
 * @param knownSince when the oldest answer was given that is known at all; null when none
 * is
 * @param share of the answers that are counted, 1 for all of them; counts are already
 * scaled up
 * @param total all of it
 * @param over the same over time
 * @param bySource one row for each source
 * @param byPlacement one row for each placement
 * @param byReason one row for each fallback reason
 * @param byCategory one row for each category on the page, at its first level
 * @param lost what fallbacks cost
 * @param items what was shown most and what was bought most
 */
public record Figures(Instant from, Instant to, @Nullable Instant knownSince, double share, Row total, List<Slot> over,
		List<Row> bySource, List<Row> byPlacement, List<Row> byReason, List<Row> byCategory, Lost lost, Items items) {

	/**
	 * Counts and rates of one group of answers.
	 *
	 * @param name of the group; empty for the answers that have none
	 * @param answers answers given
	 * @param shown items in them
	 * @param clicks items clicked, each once per answer
	 * @param addToCarts items put into the cart, each once per answer
	 * @param purchases purchases, each once
	 * @param revenue of the purchases, in the shop's currency
	 * @param clickRate share of the answers of which something was clicked
	 * @param conversion share of the answers of which something was bought
	 * @param fallbackRate share of the answers where something had failed
	 * @param unknownVisitorRate share of the answers to visitors nothing was known of
	 * @param paddedRate share of the answers that were filled up
	 */
	public record Row(String name, long answers, long shown, long clicks, long addToCarts, long purchases,
			double revenue, Rate clickRate, Rate conversion, Rate fallbackRate, Rate unknownVisitorRate,
			Rate paddedRate) {

		static Row of(String name, Tally tally, int scale) {
			long answers = tally.answers;
			return new Row(name, answers * scale, tally.shown * scale, tally.clicks * scale, tally.addToCarts * scale,
					tally.purchases * scale, tally.revenue() * scale, Rate.of(tally.clicked, answers),
					Rate.of(tally.bought, answers), Rate.of(tally.fallbacks, answers),
					Rate.of(tally.unknownVisitors, answers), Rate.of(tally.padded, answers));
		}

	}

	/**
	 * One part of the period.
	 *
	 * @param at when it begins
	 */
	public record Slot(Instant at, long answers, long fallbacks, long unknownVisitors, long padded, long clicks,
			long addToCarts, long purchases, double revenue) {

		static Slot of(Instant at, Tally tally, int scale) {
			return new Slot(at, tally.answers * scale, tally.fallbacks * scale, tally.unknownVisitors * scale,
					tally.padded * scale, tally.clicks * scale, tally.addToCarts * scale, tally.purchases * scale,
					tally.revenue() * scale);
		}

	}

	/**
	 * Items of the answers.
	 *
	 * @param mostShown most often shown first
	 * @param mostBought most surely bought first, by the lower end of the interval;
	 * without those bought once or twice
	 */
	public record Items(List<ItemRow> mostShown, List<ItemRow> mostBought) {
	}

	/**
	 * One item.
	 *
	 * @param shown answers it was in
	 * @param clickRate share of them where it was clicked
	 * @param conversion share of them where it was bought
	 */
	public record ItemRow(String itemId, long shown, long clicks, long purchases, double revenue, Rate clickRate,
			Rate conversion) {
	}

}
