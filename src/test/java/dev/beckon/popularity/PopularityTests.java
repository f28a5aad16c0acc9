package dev.beckon.popularity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

import dev.beckon.catalog.Catalogue;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.session.Session;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PopularityTests {

	private static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

	private static final Duration HALF_LIFE = Duration.ofHours(1);

	private final Popularity popularity = popularity();

	@Test
	void whatMoreVisitorsLookAtComesFirst() {
		on(Visits.views("v-1", NOW - 10_000, "often", "sometimes"));
		on(Visits.views("v-2", NOW - 10_000, "often"));

		assertThat(overall()).extracting(PopularItem::itemId).containsExactly("often", "sometimes");
		assertThat(overall().getFirst().score()).isEqualTo(1);
		assertThat(overall().getLast().score()).isCloseTo(0.5f, Offset.offset(0.01f));
	}

	@Test
	void oneVisitorCannotMakeAnItemPopular() {
		on(Visits.views("v-1", NOW - 60_000, "reloaded", "reloaded", "reloaded", "reloaded", "reloaded"));
		on(Visits.views("v-2", NOW - 60_000, "twice"));
		on(Visits.views("v-3", NOW - 60_000, "twice"));

		assertThat(overall()).extracting(PopularItem::itemId).containsExactly("twice", "reloaded");
	}

	@Test
	void whatIsNewOvertakesWhatWasPopularLongAgo() {
		for (int i = 0; i < 10; i++) {
			on(Visits.views("old-" + i, NOW - 10 * HALF_LIFE.toMillis(), "old"));
		}
		on(Visits.views("new", NOW - 1_000, "new"));

		assertThat(overall()).extracting(PopularItem::itemId).containsExactly("new", "old");
	}

	@Test
	void aSessionThatGrowsReplacesItself() {
		Session first = Visits.views("v-1", NOW - 60_000, "a");
		Session grown = Visits.views("v-1", NOW - 60_000, "a", "b");
		this.popularity.on(first, null);
		this.popularity.on(grown, first);
		this.popularity.on(grown, grown);

		assertThat(overall()).extracting(PopularItem::itemId).containsExactly("b", "a");
		assertThat(overall().getLast().score()).isGreaterThan(0.99f);
	}

	@Test
	void aSessionThatIsNoMoreLeavesNothing() {
		Session session = Visits.views("v-1", NOW - 60_000, "a", "b");
		this.popularity.on(session, null);
		assertThat(overall()).isNotEmpty();

		this.popularity.onRemoved(session.sessionId(), session);

		assertThat(overall()).isEmpty();
		assertThat(this.popularity.size()).isZero();
	}

	@Test
	void givesWhatMayBeShownAndNoMoreThanAskedFor() {
		on(Visits.views("v-1", NOW - 60_000, "a", "b", "c", "d"));
		this.popularity.refresh();

		assertThat(this.popularity.overall(2, (itemId) -> !itemId.equals("d"))).extracting(PopularItem::itemId)
			.containsExactly("c", "b");
	}

	@Test
	void publishesOnlyWhatHasChanged() {
		on(Visits.views("v-1", NOW - 60_000, "a"));

		assertThat(this.popularity.refresh()).isTrue();
		assertThat(this.popularity.refresh()).isFalse();
	}

	@Test
	void aTimestampFromTheFutureDoesNotOutweighEverything() {
		on(Visits.views("v-1", NOW - 60_000, "a"));
		Session wrong = Visits.views("v-2", NOW + Duration.ofDays(3650).toMillis(), "wrong");
		on(wrong);

		assertThat(overall()).extracting(PopularItem::itemId).containsExactly("a");
		this.popularity.onRemoved(wrong.sessionId(), wrong);
		assertThat(overall()).extracting(PopularItem::itemId).containsExactly("a");
	}

	@Test
	void whatHasNoCategoryIsInNone() {
		on(Visits.views("v-1", NOW - 60_000, "a"));
		this.popularity.refresh();

		assertThat(this.popularity.inCategory("shoes", 10, (_) -> true)).isEmpty();
		assertThat(this.popularity.inCategory("", 10, (_) -> true)).isEmpty();
	}

	@Property(tries = 200)
	void onlyTheFinalSessionsMatter(@ForAll("histories") List<List<Session>> histories, @ForAll Random random) {
		Popularity inOneGo = popularity();
		histories.forEach((history) -> inOneGo.on(history.getLast(), null));
		Popularity asItHappened = popularity();
		replayInterleaved(histories, asItHappened, random);

		assertSameRanking(inOneGo, asItHappened);
	}

	@Property(tries = 100)
	void removedSessionsWereNeverThere(@ForAll("histories") List<List<Session>> histories, @ForAll Random random) {
		Popularity popularity = popularity();
		replayInterleaved(histories, popularity, random);
		Popularity expected = popularity();
		for (int i = 0; i < histories.size(); i++) {
			Session last = histories.get(i).getLast();
			if (i % 2 == 0) {
				popularity.onRemoved(last.sessionId(), last);
			}
			else {
				expected.on(last, null);
			}
		}

		assertSameRanking(expected, popularity);
	}

	/**
	 * Every session comes in all its forms, in their order, some of them more than once,
	 * with those of others in between.
	 */
	private static void replayInterleaved(List<List<Session>> histories, Popularity popularity, Random random) {
		List<List<Session>> left = histories.stream().<List<Session>>map(ArrayList::new).collect(Collectors.toList());
		Map<String, Session> known = new HashMap<>();
		while (!left.isEmpty()) {
			Collections.shuffle(left, random);
			List<Session> history = left.getFirst();
			Session next = random.nextInt(3) == 0 ? history.getFirst() : history.removeFirst();
			popularity.on(next, known.put(next.sessionId(), next));
			left.removeIf(List::isEmpty);
		}
	}

	private static void assertSameRanking(Popularity expected, Popularity actual) {
		Map<String, Float> expectedScores = scores(expected);
		Map<String, Float> actualScores = scores(actual);
		assertThat(actualScores).containsOnlyKeys(expectedScores.keySet());
		expectedScores.forEach((itemId, score) -> assertThat(actualScores.get(itemId)).as(itemId)
			.isCloseTo(score, Offset.offset(1e-5f)));
	}

	private static Map<String, Float> scores(Popularity popularity) {
		popularity.refresh();
		return popularity.overall(1_000, (_) -> true)
			.stream()
			.collect(Collectors.toMap(PopularItem::itemId, PopularItem::score));
	}

	private static Popularity popularity() {
		return new Popularity(new Catalogue(), Visits.properties(HALF_LIFE, 100), () -> Instant.ofEpochMilli(NOW));
	}

	private void on(Session session) {
		this.popularity.on(session, null);
	}

	private List<PopularItem> overall() {
		this.popularity.refresh();
		return this.popularity.overall(100, (_) -> true);
	}

	/** Sessions of different visitors, each in all its forms as it grew. */
	@Provide
	Arbitrary<List<List<Session>>> histories() {
		Arbitrary<Touch> touches = Combinators.combine(Arbitraries.integers().between(0, 6).map((id) -> "sku-" + id),
				Arbitraries.of(InteractionType.class), Arbitraries.longs().between(0, Duration.ofHours(20).toMillis()))
			.as((itemId, type, ago) -> Visits.touch(itemId, type, NOW - ago));
		return touches.list().ofMinSize(1).ofMaxSize(8).list().ofMinSize(1).ofMaxSize(8).map((perVisitor) -> {
			List<List<Session>> histories = new ArrayList<>();
			for (List<Touch> arrivals : perVisitor) {
				histories.add(forms("v-" + histories.size(), arrivals));
			}
			return histories;
		});
	}

	private static List<Session> forms(String visitorId, List<Touch> arrivals) {
		long start = arrivals.stream().mapToLong(Touch::timeMillis).min().orElseThrow();
		List<Session> forms = new ArrayList<>();
		for (int count = 1; count <= arrivals.size(); count++) {
			forms.add(new Session(visitorId, start, arrivals.subList(0, count).stream().sorted().toList()));
		}
		return forms;
	}

}
