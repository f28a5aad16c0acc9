package dev.beckon.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Interner;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The items that may be shown, as {@code beckon.items} stands now. Bounded by the topic,
 * which is compacted.
 *
 * <p>
 * Thread safety: one thread writes; any thread reads, without ever waiting.
 */
@Component
public class Catalogue {

	/** The most items looked at to fill one list, so that a hard filter stays cheap. */
	private static final int MAX_LOOKED_AT = 2_000;

	private final Map<String, Item> items = new ConcurrentHashMap<>();

	private final ConcurrentSkipListSet<Shelved> shelves = new ConcurrentSkipListSet<>();

	private final Interner<List<String>> categories = Interner.newWeakInterner();

	private final AtomicLong changes = new AtomicLong();

	/** The item, available or not; null when the catalogue does not have it. */
	public @Nullable Item find(String itemId) {
		return this.items.get(itemId);
	}

	/**
	 * Whether an answer may contain the item: it is available, or there is no catalogue
	 * at all and so every item ever seen may be shown.
	 */
	public boolean mayShow(String itemId) {
		Item item = this.items.get(itemId);
		return (item != null) ? item.available() : isEmpty();
	}

	public boolean isEmpty() {
		return this.items.isEmpty();
	}

	public int size() {
		return this.items.size();
	}

	/**
	 * How often the catalogue has changed since the process started: what is derived from
	 * it is up to date when this number is the same.
	 */
	public long changes() {
		return this.changes.get();
	}

	/**
	 * Available items of a category and of all below it, in the order of their paths and
	 * ids.
	 * @param category a path like {@code shoes/running}, or empty for the whole catalogue
	 * @param limit how many items at most
	 * @param mayShow whether the caller wants the item of this id
	 */
	public List<String> available(String category, int limit, Predicate<String> mayShow) {
		List<String> levels = CategoryPath.levels(category);
		List<String> found = new ArrayList<>();
		int lookedAt = 0;
		for (Shelved shelved : this.shelves.tailSet(new Shelved(levels, ""))) {
			if (found.size() >= limit || lookedAt++ >= MAX_LOOKED_AT || !shelved.isBelow(levels)) {
				break;
			}
			if (mayShow.test(shelved.itemId)) {
				found.add(shelved.itemId);
			}
		}
		return found;
	}

	/** Adds the item, or puts it in the place of the one with its id. */
	void put(Item item) {
		Item shared = item.in(this.categories.intern(item.category()));
		Item before = this.items.put(shared.itemId(), shared);
		if (before != null && !(shared.available() && before.category().equals(shared.category()))) {
			this.shelves.remove(new Shelved(before.category(), before.itemId()));
		}
		if (shared.available()) {
			this.shelves.add(new Shelved(shared.category(), shared.itemId()));
		}
		this.changes.incrementAndGet();
	}

	void remove(String itemId) {
		Item before = this.items.remove(itemId);
		if (before != null) {
			this.shelves.remove(new Shelved(before.category(), itemId));
			this.changes.incrementAndGet();
		}
	}

	/**
	 * An available item's place among the others. Items of one category, and of all below
	 * it, stand next to each other.
	 */
	private record Shelved(List<String> category, String itemId) implements Comparable<Shelved> {

		boolean isBelow(List<String> levels) {
			return levels.size() <= this.category.size() && levels.equals(this.category.subList(0, levels.size()));
		}

		/** Level by level, then by id; a category comes before those below it. */
		@Override
		public int compareTo(Shelved other) {
			int sharedLevels = Math.min(this.category.size(), other.category.size());
			for (int level = 0; level < sharedLevels; level++) {
				int byLevel = this.category.get(level).compareTo(other.category.get(level));
				if (byLevel != 0) {
					return byLevel;
				}
			}
			int byDepth = Integer.compare(this.category.size(), other.category.size());
			return (byDepth != 0) ? byDepth : this.itemId.compareTo(other.itemId);
		}

	}

}
