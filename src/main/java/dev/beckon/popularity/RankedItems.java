package dev.beckon.popularity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Items, most popular first.
 *
 * @param itemIds the items
 * @param scores of each item, 0..1, the first 1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RankedItems(String[] itemIds, float[] scores) {

	static final RankedItems NONE = new RankedItems(new String[0], new float[0]);

	RankedItems {
		if (itemIds.length != scores.length) {
			throw new IllegalArgumentException("every item has a score");
		}
		for (String itemId : itemIds) {
			Objects.requireNonNull(itemId);
		}
	}

	int size() {
		return this.itemIds.length;
	}

	/** The first {@code limit} that {@code mayShow}. */
	List<PopularItem> select(int limit, Predicate<String> mayShow) {
		List<PopularItem> selected = new ArrayList<>(Math.min(limit, size()));
		for (int i = 0; i < size() && selected.size() < limit; i++) {
			if (mayShow.test(this.itemIds[i])) {
				selected.add(new PopularItem(this.itemIds[i], this.scores[i]));
			}
		}
		return selected;
	}

}
