package dev.beckon.recommend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps an answer from being all of one category. A category is the whole path, so
 * {@code shoes/running} and {@code shoes/hiking} are two; an item without one is not
 * limited.
 *
 * <p>
 * Thread safety: one answer, one thread.
 */
final class CategoryLimit {

	/** No limit. */
	static final int NONE = 0;

	private final int most;

	private final Function<String, List<String>> categoryOf;

	private final Map<List<String>, Integer> taken = new HashMap<>();

	/**
	 * A limit.
	 * @param most items of one category, or {@link #NONE}
	 * @param categoryOf an item's category, empty when it has none
	 */
	CategoryLimit(int most, Function<String, List<String>> categoryOf) {
		this.most = most;
		this.categoryOf = categoryOf;
	}

	boolean isOn() {
		return this.most != NONE;
	}

	boolean admits(String itemId) {
		if (!isOn()) {
			return true;
		}
		List<String> category = this.categoryOf.apply(itemId);
		return category.isEmpty() || this.taken.getOrDefault(category, 0) < this.most;
	}

	void take(String itemId) {
		if (isOn()) {
			this.taken.merge(this.categoryOf.apply(itemId), 1, Integer::sum);
		}
	}

}
