package dev.beckon.popularity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.beckon.catalog.Catalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RankingRefreshTests {

	private static final PopularityProperties PROPERTIES = Visits.properties(Duration.ofHours(1), 10);

	@TempDir
	private Path directory;

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Popularity popularity = new Popularity(new Catalogue(), PROPERTIES,
			() -> Instant.parse("2026-11-22T10:00:00Z"));

	private final PopularityMetrics metrics = new PopularityMetrics(this.meters, this.popularity);

	private RankingRefresh refresh;

	@BeforeEach
	void start() {
		this.refresh = refresh();
	}

	@AfterEach
	void stop() {
		this.refresh.stop();
	}

	@Test
	void changesShowByThemselves() {
		this.refresh.start();

		this.popularity.on(Visits.views("v-1", 0, "a"), null);

		await().untilAsserted(() -> assertThat(overall()).containsExactly("a"));
		assertThat(this.meters.get("beckon.view.entries").tag("view", "popularity").gauge().value()).isEqualTo(1);
		assertThat(this.meters.get("beckon.popularity.ranking").timer().count()).isPositive();
	}

	@Test
	void theLastRankingIsThereAtTheNextStart() throws IOException {
		this.refresh.start();
		this.popularity.on(Visits.views("v-1", 0, "a"), null);
		this.refresh.stop();
		assertThat(snapshots("saved")).isEqualTo(1);

		Popularity restarted = new Popularity(new Catalogue(), PROPERTIES, Instant::now);
		new RankingRefresh(restarted, PROPERTIES, new PopularityMetrics(new SimpleMeterRegistry(), restarted), file());

		assertThat(restarted.overall(10, (_) -> true)).containsExactly(new PopularItem("a", 1));
	}

	@Test
	void aSnapshotIsTakenWhileTheServiceRuns() {
		this.refresh.start();

		this.popularity.on(Visits.views("v-1", 0, "a"), null);

		await().untilAsserted(() -> assertThat(snapshots("saved")).isEqualTo(1));
	}

	@Test
	void theSnapshotStaysUntilThereIsALiveRanking() throws IOException {
		file().save(new Ranking(RankingFileTests.ranked("old"), Map.of("shoes", RankingFileTests.ranked("old"))));
		this.refresh = refresh();
		assertThat(snapshots("loaded")).isEqualTo(1);
		assertThat(this.popularity.refresh()).isFalse();
		assertThat(overall()).containsExactly("old");
		assertThat(this.popularity.inCategory("shoes", 10, (_) -> true)).isNotEmpty();

		this.refresh.start();
		this.popularity.on(Visits.views("v-1", 0, "new"), null);

		await().untilAsserted(() -> assertThat(overall()).containsExactly("new"));
	}

	@Test
	void anEmptyRankingNeverReplacesTheSnapshot() throws IOException {
		file().save(new Ranking(RankingFileTests.ranked("old"), Map.of()));
		this.refresh = refresh();

		this.refresh.start();
		this.refresh.stop();

		assertThat(file().load().overall().itemIds()).containsExactly("old");
	}

	@Test
	void aCorruptSnapshotIsCountedAndIgnored() throws IOException {
		Files.writeString(this.directory.resolve("popularity.json"), "{\"overall\":");

		this.refresh = refresh();

		assertThat(snapshots("unreadable")).isEqualTo(1);
		assertThat(overall()).isEmpty();
	}

	@Test
	void aDirectoryThatCannotBeWrittenIsCountedAndNothingElse() throws IOException {
		Files.createDirectories(this.directory.resolve("popularity.json.unfinished/in-the-way"));
		this.refresh.start();

		this.popularity.on(Visits.views("v-1", 0, "a"), null);
		await().untilAsserted(() -> assertThat(snapshots("failed")).isPositive());
		this.popularity.on(Visits.views("v-2", 1_000, "b"), null);

		await().untilAsserted(() -> assertThat(overall()).containsExactly("b", "a"));
	}

	@Test
	void withoutADirectoryNothingIsKept() throws IOException {
		this.refresh = new RankingRefresh(this.popularity, PROPERTIES, this.metrics, null);
		this.refresh.start();
		this.popularity.on(Visits.views("v-1", 0, "a"), null);
		this.refresh.stop();

		assertThat(overall()).containsExactly("a");
		assertThat(this.directory).isEmptyDirectory();
	}

	private RankingRefresh refresh() {
		return new RankingRefresh(this.popularity, PROPERTIES, this.metrics, file());
	}

	private RankingFile file() {
		return new RankingFile(this.directory);
	}

	private List<String> overall() {
		return this.popularity.overall(10, (_) -> true).stream().map(PopularItem::itemId).toList();
	}

	private double snapshots(String outcome) {
		return this.meters.get("beckon.popularity.snapshots").tag("outcome", outcome).counter().count();
	}

}
