package dev.beckon.popularity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.beckon.catalog.Item;
import org.jspecify.annotations.Nullable;

/**
 * Ranks what has been counted: one sort of everything, then one walk from the top that
 * fills the overall list and those of the categories until each is deep enough.
 */
final class RankingBuild {

	private static final Comparator<Counted> STRONGEST_FIRST = Comparator.comparingDouble(Counted::sum)
		.reversed()
		.thenComparing(Counted::itemId);

	private final int depth;

	private final int categoryDepth;

	RankingBuild(int depth, int categoryDepth) {
		this.depth = depth;
		this.categoryDepth = categoryDepth;
	}

	/**
	 * Ranks the items counted.
	 * @param categoryOf the category of an item, most general level first; null for an
	 * item that has no place in a ranking
	 */
	Ranking of(DecayedCounts counts, Function<String, @Nullable List<String>> categoryOf) {
		List<Counted> counted = new ArrayList<>(counts.size());
		counts.forEach((itemId, sum) -> {
			List<String> category = categoryOf.apply(itemId);
			if (category != null) {
				counted.add(new Counted(itemId, sum, category));
			}
		});
		counted.sort(STRONGEST_FIRST);
		Shelf overall = new Shelf(this.depth);
		Map<String, Shelf> byPath = new HashMap<>();
		Map<List<String>, List<Shelf>> byCategory = new HashMap<>();
		for (Counted next : counted) {
			overall.add(next);
			byCategory.computeIfAbsent(next.category, (category) -> shelvesOf(category, byPath))
				.forEach((shelf) -> shelf.add(next));
		}
		Map<String, RankedItems> ranked = HashMap.newHashMap(byPath.size());
		byPath.forEach((path, shelf) -> ranked.put(path, shelf.ranked()));
		return new Ranking(overall.ranked(), ranked);
	}

	private List<Shelf> shelvesOf(List<String> category, Map<String, Shelf> byPath) {
		return Item.pathsOf(category)
			.stream()
			.map((path) -> byPath.computeIfAbsent(path, (_) -> new Shelf(this.categoryDepth)))
			.toList();
	}

	private record Counted(String itemId, double sum, List<String> category) {
	}

	/** One list being filled, strongest first. */
	private static final class Shelf {

		private final int depth;

		private final List<Counted> items = new ArrayList<>();

		Shelf(int depth) {
			this.depth = depth;
		}

		void add(Counted next) {
			if (this.items.size() < this.depth) {
				this.items.add(next);
			}
		}

		RankedItems ranked() {
			if (this.items.isEmpty()) {
				return RankedItems.NONE;
			}
			double top = this.items.getFirst().sum;
			String[] itemIds = new String[this.items.size()];
			float[] scores = new float[itemIds.length];
			for (int i = 0; i < itemIds.length; i++) {
				itemIds[i] = this.items.get(i).itemId;
				scores[i] = (top > 0) ? (float) (this.items.get(i).sum / top) : 0;
			}
			return new RankedItems(itemIds, scores);
		}

	}

}
