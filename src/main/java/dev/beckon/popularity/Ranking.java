package dev.beckon.popularity;

import java.util.Map;
import java.util.Objects;

/**
 * The most popular items as they once stood; immutable.
 *
 * @param overall of all items
 * @param byCategory of the items of each category and below, by path
 */
record Ranking(RankedItems overall, Map<String, RankedItems> byCategory) {

	static final Ranking EMPTY = new Ranking(RankedItems.NONE, Map.of());

	Ranking {
		Objects.requireNonNull(overall);
		byCategory = Map.copyOf(byCategory);
	}

	/** Of a category by its path, or overall for the empty path. */
	RankedItems of(String category) {
		return category.isEmpty() ? this.overall : this.byCategory.getOrDefault(category, RankedItems.NONE);
	}

	boolean isEmpty() {
		return this.overall.size() == 0;
	}

}
