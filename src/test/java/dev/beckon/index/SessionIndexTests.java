package dev.beckon.index;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.beckon.session.Session;

import static org.assertj.core.api.Assertions.assertThat;

class SessionIndexTests {

	private final SessionIndex index = new SessionIndex(new IndexBounds(1000, 1000, 1 << 20, 50, 100, 2));

	private final Ranking ranking = new Ranking(this.index, new Vmis(100, 50, 100), "vmis");

	@Test
	void recommendsWhatOthersTouchedNext() {
		this.index.on(Visits.session("ann", 0, "shoe", "sock"), null);
		this.index.on(Visits.session("bob", 0, "hat", "scarf"), null);

		assertThat(rank("shoe")).extracting(Candidate::itemId).contains("sock").doesNotContain("hat", "scarf");
		assertThat(rank("shoe")).extracting(Candidate::because).containsOnly("shoe");
	}

	@Test
	void aSessionThatGrowsIsReplacedAndKeepsItsPlace() {
		this.index.on(Visits.session("ann", 0, "shoe"), null);
		this.index.on(Visits.session("ann", 0, "shoe", "sock"), null);
		this.index.on(Visits.session("ann", 0, "shoe", "sock", "lace"), null);

		assertThat(this.index.sessions()).isOne();
		assertThat(rank("lace")).extracting(Candidate::itemId).contains("shoe", "sock");
	}

	@Test
	void aSessionThatLostAnItemIsNoLongerFoundByIt() {
		this.index.on(Visits.session("ann", 0, "shoe", "sock"), null);
		this.index.on(Visits.session("ann", 0, "shoe", "lace"), null);

		assertThat(rank("sock")).isEmpty();
		assertThat(rank("shoe")).extracting(Candidate::itemId).contains("lace").doesNotContain("sock");
		assertThat(this.index.items()).isEqualTo(2);
	}

	@Test
	void aRemovedSessionLeavesNothingBehind() {
		Session session = Visits.session("ann", 0, "shoe", "sock");
		this.index.on(session, null);
		this.index.onRemoved(session.sessionId(), null);

		assertThat(rank("shoe")).isEmpty();
		assertThat(this.index.sessions()).isZero();
		assertThat(this.index.items()).isZero();
	}

	@Test
	void removingWhatWasNeverThereChangesNothing() {
		this.index.onRemoved("nobody", null);

		assertThat(this.index.sessions()).isZero();
	}

	@Test
	void forgetsTheOldestSessionsBeyondTheBound() {
		for (int i = 0; i < 5000; i++) {
			this.index.on(Visits.session("v" + i, i, "item-" + i, "hit"), null);
		}

		assertThat(this.index.sessions()).isEqualTo(1000);
		assertThat(rank("item-3999")).isEmpty();
		assertThat(rank("item-4001")).isNotEmpty();
	}

	@Test
	void staysWithinItsMemory() {
		long maxBytes = 100_000;
		SessionIndex small = new SessionIndex(new IndexBounds(1_000_000, 1_000_000, maxBytes, 50, 100, 2));
		for (int i = 0; i < 20_000; i++) {
			small.on(Visits.session("v" + i, i, "a" + i, "b" + i / 2, "c" + i % 100), null);
			assertThat(small.bytes()).isLessThan(maxBytes * 3 / 2);
		}
		assertThat(small.sessions()).isGreaterThan(100);
	}

	@Test
	void itemsBeyondTheBoundAreLeftOutUntilOthersAreForgotten() {
		SessionIndex narrow = new SessionIndex(new IndexBounds(10, 4, 1 << 20, 50, 100, 2));
		for (int i = 0; i < 100; i++) {
			narrow.on(Visits.session("v" + i, i, "a" + i, "b" + i), null);
			assertThat(narrow.items()).isLessThanOrEqualTo(4);
		}
	}

	@Test
	void aVisitorIsNotTheirOwnNeighbour() {
		Session own = Visits.session("ann", 0, "shoe", "sock");
		this.index.on(own, null);

		assertThat(this.ranking.rank(own.touches(), 10, (item) -> true)).isEmpty();
	}

	private List<Candidate> rank(String... items) {
		return this.ranking.rank(Visits.views(items), 10, (item) -> true);
	}

}
