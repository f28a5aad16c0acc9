package dev.beckon.recommend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;

import dev.beckon.catalog.Catalogue;
import dev.beckon.catalog.Item;
import org.jspecify.annotations.Nullable;

/**
 * The available items that few sessions have touched and that were not explored enough
 * yet, and how often each was. Where there are more than may be held, every refresh draws
 * others, so that each has the same chance.
 *
 * <p>
 * Counts are this process's own and are kept for items of the catalogue only, so they are
 * bounded by it.
 *
 * <p>
 * Thread safety: one thread refreshes; any thread asks and counts, without ever waiting.
 */
final class NewItems {

	/** Items looked at to find one: of those that will do, the least shown is taken. */
	private static final int PROBES = 16;

	private final Catalogue catalogue;

	private final ToIntFunction<String> sessions;

	private final ExplorationProperties properties;

	private final Supplier<RandomGenerator> random;

	private final Map<String, Integer> impressions = new ConcurrentHashMap<>();

	/** Item ids by category path; those of all categories under the empty path. */
	private volatile Map<String, List<String>> shelves = Map.of();

	/**
	 * No new items until the first refresh.
	 * @param sessions how many past sessions touched an item
	 * @param random asked by any thread
	 */
	NewItems(Catalogue catalogue, ToIntFunction<String> sessions, ExplorationProperties properties,
			Supplier<RandomGenerator> random) {
		this.catalogue = catalogue;
		this.sessions = sessions;
		this.properties = properties;
		this.random = random;
	}

	/** Looks for new items in the whole catalogue. */
	void refresh() {
		this.impressions.keySet().removeIf((itemId) -> this.catalogue.find(itemId) == null);
		Map<String, List<String>> found = new HashMap<>();
		sample().forEach((item) -> {
			shelf(found, "").add(item.itemId());
			Item.pathsOf(item.category()).forEach((path) -> shelf(found, path).add(item.itemId()));
		});
		this.shelves = found;
	}

	/** At most so many of the new items as may be held, each as likely as any other. */
	private List<Item> sample() {
		List<Item> sample = new ArrayList<>();
		RandomGenerator generator = this.random.get();
		int[] seen = { 0 };
		this.catalogue.forEachAvailable((item) -> {
			if (isExplored(item.itemId()) || this.sessions.applyAsInt(item.itemId()) > this.properties.maxSessions()) {
				return;
			}
			int place = generator.nextInt(++seen[0]);
			if (sample.size() < this.properties.maxItems()) {
				sample.add(item);
			}
			else if (place < sample.size()) {
				sample.set(place, item);
			}
		});
		return sample;
	}

	/**
	 * A new item: one of the category if there is any, or of the next more general level
	 * that has some.
	 * @param category a path like {@code shoes/running}; empty for any
	 */
	@Nullable String pick(String category, Predicate<String> mayShow) {
		Map<String, List<String>> current = this.shelves;
		for (String path = category; !path.isEmpty(); path = path.substring(0, Math.max(0, path.lastIndexOf('/')))) {
			String picked = pick(current.getOrDefault(path, List.of()), mayShow);
			if (picked != null) {
				return picked;
			}
		}
		return pick(current.getOrDefault("", List.of()), mayShow);
	}

	private @Nullable String pick(List<String> shelf, Predicate<String> mayShow) {
		RandomGenerator generator = this.random.get();
		String picked = null;
		for (int probe = 0; probe < PROBES && !shelf.isEmpty(); probe++) {
			String itemId = shelf.get(generator.nextInt(shelf.size()));
			boolean isLessShown = picked == null || impressionsOf(itemId) < impressionsOf(picked);
			if (isLessShown && !isExplored(itemId) && mayShow.test(itemId)) {
				picked = itemId;
			}
		}
		return picked;
	}

	void shown(String itemId) {
		this.impressions.merge(itemId, 1, Integer::sum);
	}

	/** How often this process has shown the item to explore it. */
	int impressionsOf(String itemId) {
		return this.impressions.getOrDefault(itemId, 0);
	}

	/** What is known of a new item, by name. */
	Map<String, Float> evidence(String itemId) {
		return Map.of("impressions", (float) impressionsOf(itemId), "sessions",
				(float) this.sessions.applyAsInt(itemId));
	}

	/** How many items are in hand. */
	int size() {
		return this.shelves.getOrDefault("", List.of()).size();
	}

	private boolean isExplored(String itemId) {
		return impressionsOf(itemId) >= this.properties.impressions();
	}

	private static List<String> shelf(Map<String, List<String>> shelves, String path) {
		return shelves.computeIfAbsent(path, (_) -> new ArrayList<>());
	}

}
