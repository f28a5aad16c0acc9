package dev.beckon.recommend;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.beckon.recommend.Recommendation.RecommendedItem;
import org.jspecify.annotations.Nullable;

/**
 * A list being filled from one source after the other, no item twice and no category more
 * often than its limit. The answer's source is the first one that was asked on the
 * visitor's own behalf, or else the first that had anything; whatever a later one adds is
 * padding. Items that places are kept for are neither.
 */
final class Selection {

	/**
	 * Times one source is asked while the category limit turns items away; those of a
	 * full category are not asked for again.
	 */
	private static final int ROUNDS = 4;

	/** Items asked for, for each that is wanted, where a limit will turn some away. */
	private static final int SPARE = 3;

	/** The same where those further down may be boosted. */
	private static final int SPARE_TO_BOOST = 8;

	private final int limit;

	private final Predicate<String> mayShow;

	private final CategoryLimit categories;

	private final List<RecommendedItem> items = new ArrayList<>();

	private final Ruling ruling;

	private final List<Kept> kept = new ArrayList<>();

	private final Set<String> selected = new HashSet<>();

	private @Nullable Source source;

	Selection(int limit, Predicate<String> mayShow, CategoryLimit categories, Ruling ruling) {
		this.limit = limit;
		this.mayShow = mayShow;
		this.categories = categories;
		this.ruling = ruling;
	}

	/** A source, asked for at most so many items of those that may be shown. */
	@FunctionalInterface
	interface Candidates {

		List<RecommendedItem> best(int limit, Predicate<String> mayShow);

	}

	/**
	 * An item that has a place of its own: a new one that is explored, or a pinned one.
	 *
	 * @param item to show
	 * @param place in the finished list, from 0
	 */
	record Kept(RecommendedItem item, int place) {
	}

	/** Whether an item may still be selected. */
	boolean admits(String itemId) {
		return !this.selected.contains(itemId) && this.mayShow.test(itemId) && this.categories.admits(itemId);
	}

	/** Keeps a place for an item, before any source is asked. */
	void keep(RecommendedItem item, int place) {
		if (room() > 0 && take(item.itemId())) {
			this.kept.add(new Kept(item, place));
		}
	}

	void add(Source from, Candidates candidates) {
		boolean hasMore = true;
		for (int round = 0; round < ROUNDS && hasMore && room() > 0; round++) {
			int asked = room() * (this.ruling.isBoosting() ? SPARE_TO_BOOST : this.categories.isOn() ? SPARE : 1);
			List<RecommendedItem> best = this.ruling.boosted(candidates.best(asked, this::admits));
			if (this.source == null && (from.isPersonal() || from == Source.POPULAR || !best.isEmpty())) {
				this.source = from;
			}
			best.forEach((item) -> {
				if (room() > 0 && take(item.itemId())) {
					this.items.add(item);
				}
			});
			hasMore = best.size() == asked;
		}
	}

	private int room() {
		return this.limit - this.items.size() - this.kept.size();
	}

	private boolean take(String itemId) {
		boolean fits = this.categories.admits(itemId) && this.selected.add(itemId);
		if (fits) {
			this.categories.take(itemId);
		}
		return fits;
	}

	List<RecommendedItem> items() {
		List<RecommendedItem> all = new ArrayList<>(this.items);
		this.kept.stream()
			.sorted((one, other) -> Integer.compare(one.place(), other.place()))
			.forEach((next) -> all.add(Math.min(next.place(), all.size()), next.item()));
		return List.copyOf(all);
	}

	/** The rules that fired. */
	List<Ruling.Fired> fired() {
		return this.ruling.fired();
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
