package dev.beckon.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import dev.beckon.attribution.Attribution;
import dev.beckon.attribution.AttributionProperties;
import dev.beckon.attribution.Figures;
import dev.beckon.attribution.Figures.ItemRow;
import dev.beckon.attribution.Query;
import dev.beckon.catalog.Catalogue;
import dev.beckon.catalog.Item;
import dev.beckon.popularity.PopularItem;

/** Puts together what the page shows of a period. */
final class FiguresReport {

	private static final int TRENDING = 10;

	private final Attribution attribution;

	private final Catalogue catalogue;

	private final IntFunction<List<PopularItem>> trending;

	/**
	 * A report on these.
	 * @param trending what is trending now, at most so many items
	 */
	FiguresReport(Attribution attribution, Catalogue catalogue, IntFunction<List<PopularItem>> trending) {
		this.attribution = attribution;
		this.catalogue = catalogue;
		this.trending = trending;
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
	 */
	record Page(Instant asOf, boolean complete, Windows windows, Figures figures, List<PopularItem> trending,
			Map<String, String> titles) {
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
		Map<String, String> titles = new TreeMap<>();
		Stream.concat(counted, popular.stream().map(PopularItem::itemId)).forEach((itemId) -> {
			Item item = this.catalogue.find(itemId);
			if (item != null) {
				titles.put(itemId, item.title());
			}
		});
		return new Page(now, this.attribution.isComplete(), Windows.of(this.attribution.properties().window()), figures,
				popular, titles);
	}

}
