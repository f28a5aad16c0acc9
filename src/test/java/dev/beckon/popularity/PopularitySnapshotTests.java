package dev.beckon.popularity;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import dev.beckon.catalog.Catalogue;
import dev.beckon.log.Snapshots;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PopularitySnapshotTests {

	private final Popularity before = popularity();

	private final Popularity after = popularity();

	@Test
	void countsComeBackAndCanBeTakenBack() throws IOException {
		long now = System.currentTimeMillis();
		this.before.on(Visits.views("ann", now, "shoe", "sock"), null);
		this.before.on(Visits.views("bob", now, "shoe"), null);
		Snapshots.restore(this.after.snapshot(), Snapshots.save(this.before.snapshot()));

		assertThat(ranked(this.after)).isEqualTo(ranked(this.before)).hasSize(2);
		this.after.onRemoved("ann", Visits.views("ann", now, "shoe", "sock"));
		assertThat(ranked(this.after)).extracting(PopularItem::itemId).containsExactly("shoe");
		this.after.onRemoved("bob", Visits.views("bob", now, "shoe"));
		assertThat(this.after.size()).isZero();
	}

	@Test
	void aSessionReadAgainCountsOnce() throws IOException {
		long now = System.currentTimeMillis();
		var session = Visits.views("ann", now, "shoe", "sock");
		this.before.on(session, null);
		Snapshots.restore(this.after.snapshot(), Snapshots.save(this.before.snapshot()));

		this.after.on(session, session);

		assertThat(ranked(this.after)).isEqualTo(ranked(this.before));
	}

	private static List<PopularItem> ranked(Popularity popularity) {
		popularity.refresh();
		return popularity.overall(100, (item) -> true);
	}

	private static Popularity popularity() {
		return new Popularity(new Catalogue(), Visits.properties(Duration.ofHours(24), 100), InstantSource.system());
	}

}
