package dev.beckon.popularity;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import dev.beckon.catalog.Catalogue;
import dev.beckon.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Readers while one thread writes; the writer's work bounds each test in time. */
class PopularityConcurrencyTests {

	private static final int WRITES = 100_000;

	private final ExecutorService threads = Executors.newFixedThreadPool(3);

	private final AtomicBoolean written = new AtomicBoolean();

	@AfterEach
	void stopThreads() {
		this.threads.shutdownNow();
	}

	/** Fails when a session's earlier form is taken back before its new form is added. */
	@Test
	void anItemIsNeverGoneWhileItsSessionIsReplaced() throws Exception {
		Popularity popularity = popularity();
		popularity.on(Visits.views("v-2", 0, "other"), null);
		Session first = Visits.views("v-1", 1_000, "replaced");
		Session second = Visits.views("v-1", 1_000, "other", "replaced");
		popularity.on(first, null);
		popularity.refresh();

		Future<?> refreshing = untilWritten(popularity::refresh);
		Future<?> reading = untilWritten(() -> {
			List<PopularItem> read = popularity.overall(10, (_) -> true);
			assertThat(read).extracting(PopularItem::itemId).contains("replaced", "other");
			return read;
		});
		for (int i = 0; i < WRITES; i++) {
			popularity.on((i % 2 == 0) ? second : first, (i % 2 == 0) ? first : second);
		}
		this.written.set(true);
		refreshing.get(30, TimeUnit.SECONDS);
		reading.get(30, TimeUnit.SECONDS);
	}

	@Test
	void everyListIsInOrderAndHasNoItemTwice() throws Exception {
		Popularity popularity = popularity();
		popularity.on(Visits.views("v-0", 0, "sku-0"), null);
		popularity.refresh();

		Future<?> refreshing = untilWritten(popularity::refresh);
		Future<?> reading = untilWritten(() -> {
			List<PopularItem> read = popularity.overall(50, (_) -> true);
			Set<String> itemIds = new HashSet<>();
			float before = 1;
			assertThat(read.getFirst().score()).isEqualTo(1);
			for (PopularItem item : read) {
				assertThat(itemIds.add(item.itemId())).isTrue();
				assertThat(item.score()).isBetween(0f, before);
				before = item.score();
			}
			return read;
		});
		for (int i = 0; i < WRITES; i++) {
			popularity.on(Visits.views("v-" + i, i * 60_000L, "sku-" + i % 97, "sku-" + i % 89), null);
		}
		this.written.set(true);
		refreshing.get(30, TimeUnit.SECONDS);
		reading.get(30, TimeUnit.SECONDS);
	}

	/** Fails when sums are scaled in place while they are read. */
	@Test
	void movingTheLandmarkIsSeenWholeOrNotAtAll() throws Exception {
		AtomicReference<DecayedCounts> latest = new AtomicReference<>(equalCounts());
		Future<?> reading = untilWritten(() -> {
			Set<Double> sums = new HashSet<>();
			latest.get().forEach((itemId, sum) -> {
				if (!itemId.equals("later")) {
					sums.add(sum);
				}
			});
			assertThat(sums).hasSize(1);
			return sums;
		});
		for (int i = 0; i < 1_000; i++) {
			latest.set(equalCounts());
			latest.get().add("later", 1, 600);
		}
		this.written.set(true);
		reading.get(30, TimeUnit.SECONDS);
	}

	private static DecayedCounts equalCounts() {
		DecayedCounts counts = new DecayedCounts(Duration.ofMillis(1), 1_000);
		for (int i = 0; i < 900; i++) {
			counts.add("sku-" + i, 1, 0);
		}
		return counts;
	}

	/** Repeats the action at least once, until the writer is done. */
	private Future<?> untilWritten(Callable<?> action) {
		return this.threads.submit(() -> {
			do {
				action.call();
			}
			while (!this.written.get());
			return null;
		});
	}

	private static Popularity popularity() {
		return new Popularity(new Catalogue(), Visits.properties(Duration.ofHours(1), 100),
				() -> Instant.parse("2026-11-22T10:00:00Z"));
	}

}
