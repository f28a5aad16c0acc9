package dev.beckon.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import dev.beckon.attribution.Attribution;
import dev.beckon.attribution.AttributionProperties;
import dev.beckon.attribution.Figures;
import dev.beckon.attribution.Figures.ItemRow;
import dev.beckon.attribution.Query;
import dev.beckon.popularity.PopularItem;

/** Puts together what the page shows of a period. */
final class FiguresReport {

	private static final int TRENDING = 10;

	private final Attribution attribution;

	private final Titles titles;

	private final IntFunction<List<PopularItem>> trending;

	private final List<String> placements;

	/**
	 * A report on these.
	 * @param trending what is trending now, at most so many items
	 */
	FiguresReport(Attribution attribution, Titles titles, IntFunction<List<PopularItem>> trending,
			Set<String> placements) {
		this.attribution = attribution;
		this.titles = titles;
		this.trending = trending;
		this.placements = placements.stream().sorted().toList();
	}

	/**
	 * What the page shows.
	 *
	 * @param asOf when it was counted
	 * @param complete whether all that the log holds is counted; false for a while after
	 * the process started
	 * @param windows how long after an answer what still counts
	 * @param figures of the period
	 * @param trending what is trending now, whatever the period
	 * @param titles of the items that are mentioned and have one
	 * @param placements there are
	 */
	record Page(Instant asOf, boolean complete, Windows windows, Figures figures, List<PopularItem> trending,
			Map<String, String> titles, List<String> placements) {
	}

	/** In seconds. */
	record Windows(long click, long addToCart, long purchase) {

		static Windows of(AttributionProperties.Windows windows) {
			return new Windows(windows.click().toSeconds(), windows.addToCart().toSeconds(),
					windows.purchase().toSeconds());
		}

	}

	Page page(Query query, Instant now) {
		Figures figures = this.attribution.figures(query);
		List<PopularItem> popular = this.trending.apply(TRENDING);
		Stream<String> counted = Stream
			.concat(figures.items().mostShown().stream(), figures.items().mostBought().stream())
			.map(ItemRow::itemId);
		return new Page(now, this.attribution.isComplete(), Windows.of(this.attribution.properties().window()), figures,
				popular, this.titles.of(Stream.concat(counted, popular.stream().map(PopularItem::itemId))),
				this.placements);
	}

}
