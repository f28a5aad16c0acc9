package dev.beckon.recommend;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.beckon.recommend.Recommendation.RecommendedItem;
import org.jspecify.annotations.Nullable;

/**
 * A list being filled from one source after the other, no item twice. The answer's source
 * is the first one that was asked on the visitor's own behalf, or else the first that had
 * anything; whatever a later one adds is padding.
 */
final class Selection {

	private final int limit;

	private final Predicate<String> mayShow;

	private final List<RecommendedItem> items = new ArrayList<>();

	private final Set<String> selected = new HashSet<>();

	private @Nullable Source source;

	Selection(int limit, Predicate<String> mayShow) {
		this.limit = limit;
		this.mayShow = mayShow;
	}

	/** A source, asked for at most so many items of those that may be shown. */
	@FunctionalInterface
	interface Candidates {

		List<RecommendedItem> best(int limit, Predicate<String> mayShow);

	}

	void add(Source from, Candidates candidates) {
		if (this.items.size() >= this.limit) {
			return;
		}
		List<RecommendedItem> best = candidates.best(this.limit - this.items.size(),
				(item) -> !this.selected.contains(item) && this.mayShow.test(item));
		if (this.source == null && (from.isPersonal() || from == Source.POPULAR || !best.isEmpty())) {
			this.source = from;
		}
		best.forEach((item) -> {
			if (this.selected.add(item.itemId())) {
				this.items.add(item);
			}
		});
	}

	List<RecommendedItem> items() {
		return List.copyOf(this.items);
	}

	/** Where the answer came from. */
	Source source() {
		return (this.source != null) ? this.source : Source.POPULAR;
	}

	/** Items from later sources than the answer's own. */
	int padded() {
		return (int) this.items.stream().filter((item) -> item.source() != source()).count();
	}

}
