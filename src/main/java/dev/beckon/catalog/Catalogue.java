package dev.beckon.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The items that may be shown, as {@code beckon.items} stands now. Bounded by the topic,
 * which is compacted.
 *
 * <p>
 * Thread safety: one thread writes; any thread reads, without ever waiting.
 */
public final class Catalogue {

	/** The most items looked at to fill one list, so that a hard filter stays cheap. */
	private static final int MAX_LOOKED_AT = 2_000;

	private final Map<String, Item> items = new ConcurrentHashMap<>();

	/** The ids of the available items of each category; never an empty set. */
	private final NavigableMap<List<String>, Set<String>> shelves = new ConcurrentSkipListMap<>(CategoryPath.ORDER);

	private final SharedParts parts = new SharedParts();

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
	 * Available items of a category and of all below it, in no order that means anything.
	 * @param category a path like {@code shoes/running}, or empty for the whole catalogue
	 * @param limit how many items at most
	 * @param mayShow whether the caller wants the item of this id
	 */
	public List<String> available(String category, int limit, Predicate<String> mayShow) {
		List<String> levels = CategoryPath.levels(category);
		List<String> found = new ArrayList<>();
		int lookedAt = 0;
		for (Map.Entry<List<String>, Set<String>> shelf : this.shelves.tailMap(levels).entrySet()) {
			if (!CategoryPath.isWithin(shelf.getKey(), levels)) {
				return found;
			}
			for (String itemId : shelf.getValue()) {
				if (found.size() >= limit || lookedAt++ >= MAX_LOOKED_AT) {
					return found;
				}
				if (mayShow.test(itemId)) {
					found.add(itemId);
				}
			}
		}
		return found;
	}

	/** Shows every available item, in no order that means anything. */
	public void forEachAvailable(Consumer<Item> consumer) {
		this.items.values().stream().filter(Item::available).forEach(consumer);
	}

	/** Adds the item, or puts it in the place of the one with its id. */
	void put(Item item) {
		Item shared = this.parts.share(item);
		Item before = this.items.put(shared.itemId(), shared);
		if (shared.available()) {
			this.shelves.computeIfAbsent(shared.category(), (_) -> ConcurrentHashMap.newKeySet()).add(shared.itemId());
		}
		if (before != null && !(shared.available() && before.category().equals(shared.category()))) {
			takeOff(before);
		}
		this.changes.incrementAndGet();
	}

	void remove(String itemId) {
		Item before = this.items.remove(itemId);
		if (before != null) {
			takeOff(before);
			this.changes.incrementAndGet();
		}
	}

	private void takeOff(Item item) {
		Set<String> shelf = this.shelves.get(item.category());
		if (shelf != null && shelf.remove(item.itemId()) && shelf.isEmpty()) {
			this.shelves.remove(item.category());
		}
	}

}
