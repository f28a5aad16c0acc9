package dev.beckon.popularity;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.beckon.catalog.Item;
import org.jspecify.annotations.Nullable;

/**
 * Ranks what has been counted, in one pass: each item is offered to the overall list and
 * to those of its categories, and most are refused with one comparison.
 */
final class RankingBuild {

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
		Strongest overall = new Strongest(this.depth);
		Map<String, Strongest> byPath = new HashMap<>();
		// Most items share their category's list, and its identity is cheaper to look up
		IdentityHashMap<List<String>, List<Strongest>> byCategory = new IdentityHashMap<>();
		counts.forEach((itemId, sum) -> {
			List<String> category = categoryOf.apply(itemId);
			if (category != null) {
				overall.offer(itemId, sum);
				for (Strongest level : byCategory.computeIfAbsent(category, (_) -> levels(category, byPath))) {
					level.offer(itemId, sum);
				}
			}
		});
		Map<String, RankedItems> ranked = HashMap.newHashMap(byPath.size());
		byPath.forEach((path, strongest) -> ranked.put(path, strongest.ranked()));
		return new Ranking(overall.ranked(), ranked);
	}

	private List<Strongest> levels(List<String> category, Map<String, Strongest> byPath) {
		return Item.pathsOf(category)
			.stream()
			.map((path) -> byPath.computeIfAbsent(path, (_) -> new Strongest(this.categoryDepth)))
			.toList();
	}

}
