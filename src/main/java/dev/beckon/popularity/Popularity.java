package dev.beckon.popularity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.beckon.catalog.Catalogue;
import dev.beckon.catalog.Item;
import dev.beckon.log.SnapshotPart;
import dev.beckon.session.Session;
import dev.beckon.session.SessionListener;
import org.jspecify.annotations.Nullable;

/**
 * What is popular now, overall and in each category. A visitor counts once per session
 * and item, by the strongest thing done to it; a session that comes again replaces what
 * its earlier form has added, so that only the sessions' final forms matter, and neither
 * how often nor in which order they came.
 *
 * <p>
 * Thread safety: one thread feeds sessions; any thread reads, without ever waiting, the
 * ranking last published. Before the first live one that is the snapshot of the last run.
 */
public final class Popularity implements SessionListener {

	/**
	 * A session that ends further ahead of the clock is left out: one wrong timestamp
	 * would make all other items look infinitely old.
	 */
	private static final Duration FUTURE_TOLERANCE = Duration.ofHours(1);

	private final Catalogue catalogue;

	private final PopularityProperties properties;

	private final InstantSource clock;

	private final DecayedCounts counts;

	private final RankingBuild build;

	private final AtomicLong changes = new AtomicLong();

	private volatile Ranking ranking = Ranking.EMPTY;

	private volatile boolean live;

	private long shownChanges;

	Popularity(Catalogue catalogue, PopularityProperties properties, InstantSource clock) {
		this.catalogue = catalogue;
		this.properties = properties;
		this.clock = clock;
		this.counts = new DecayedCounts(properties.halfLife(), properties.maxItems());
		this.build = new RankingBuild(properties.depth(), properties.categoryDepth());
	}

	/**
	 * The most popular items, most popular first, then, with score 0, items of the
	 * catalogue nobody has touched yet.
	 * @param limit how many items at most
	 * @param mayShow whether the answer may contain the item of this id, as in
	 * {@link Catalogue#mayShow}
	 */
	public List<PopularItem> overall(int limit, Predicate<String> mayShow) {
		return select("", limit, mayShow);
	}

	/**
	 * The most popular items of a category and of all below it, as {@link #overall}.
	 * @param category a path like {@code shoes} or {@code shoes/running}
	 */
	public List<PopularItem> inCategory(String category, int limit, Predicate<String> mayShow) {
		return category.isEmpty() ? List.of() : select(category, limit, mayShow);
	}

	private List<PopularItem> select(String category, int limit, Predicate<String> mayShow) {
		List<PopularItem> selected = this.ranking.of(category).select(limit, mayShow);
		if (selected.size() < limit) {
			Set<String> already = selected.stream().map(PopularItem::itemId).collect(Collectors.toSet());
			this.catalogue
				.available(category, limit - selected.size(), (id) -> !already.contains(id) && mayShow.test(id))
				.forEach((id) -> selected.add(new PopularItem(id, 0)));
		}
		return selected;
	}

	@Override
	public void on(Session session, @Nullable Session previous) {
		replace(contributions(previous), contributions(session));
	}

	@Override
	public void onRemoved(String sessionId, @Nullable Session previous) {
		replace(contributions(previous), Map.of());
	}

	@Override
	public SnapshotPart snapshot() {
		return new PopularitySnapshot(this.counts, this.changes, this.properties);
	}

	private Map<String, Contribution> contributions(@Nullable Session session) {
		if (session == null || session.endMillis() > this.clock.millis() + FUTURE_TOLERANCE.toMillis()) {
			return Map.of();
		}
		return Contribution.of(session, this.properties.weights());
	}

	/** Adds before it takes back, so that no item is gone in between. */
	private void replace(Map<String, Contribution> before, Map<String, Contribution> after) {
		after.forEach((itemId, added) -> {
			if (!added.equals(before.get(itemId))) {
				this.counts.add(itemId, added.weight(), added.timeMillis());
				this.changes.incrementAndGet();
			}
		});
		before.forEach((itemId, taken) -> {
			if (!taken.equals(after.get(itemId))) {
				this.counts.subtract(itemId, taken.weight(), taken.timeMillis());
				this.changes.incrementAndGet();
			}
		});
	}

	/** Shows the ranking of an earlier run until there is a live one. */
	void show(Ranking snapshot) {
		this.ranking = snapshot;
	}

	/**
	 * Publishes the ranking if anything has changed since the last time; always called by
	 * one thread.
	 * @return whether there was something to publish
	 */
	boolean refresh() {
		long seen = this.changes.get() + this.catalogue.changes();
		if (seen == this.shownChanges) {
			return false;
		}
		this.shownChanges = seen;
		Ranking fresh = this.build.of(this.counts, this::categoryOf);
		if (!this.live && fresh.isEmpty()) {
			return false;
		}
		this.ranking = fresh;
		this.live = true;
		return true;
	}

	private @Nullable List<String> categoryOf(String itemId) {
		Item item = this.catalogue.find(itemId);
		if (item != null) {
			return item.category();
		}
		return this.catalogue.isEmpty() ? List.of() : null;
	}

	/** The ranking now shown. */
	Ranking ranking() {
		return this.ranking;
	}

	/** Items being counted. */
	int size() {
		return this.counts.size();
	}

}
