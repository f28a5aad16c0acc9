package dev.beckon.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeout;

/** What every way to rank must do; each test is run for all of them. */
class RankingTests {

	private static final SessionIndex INDEX = new SessionIndex(new IndexBounds(10_000, 100_000, 1 << 28, 50, 512, 2));

	static List<Ranking> rankings() {
		return List.of(new Ranking(INDEX, new Vmis(500, 100, 100), "vmis"),
				new Ranking(INDEX, ModelVersion.DEFAULT.ranker(), "blend"),
				new Ranking(INDEX, new Ranker(Blend.DEFAULT, Reach.DEFAULT, someTrees()), "trees"));
	}

	private static Trees someTrees() {
		int column = Features.NAMES.indexOf("rules");
		return new Trees(List.of(new Trees.Tree(List.of(column), List.of(0.5f), List.of(-1f, 1f)),
				new Trees.Tree(List.of(Features.NAMES.indexOf("rank")), List.of(1.5f), List.of(0.5f, 0f))));
	}

	@BeforeEach
	void fill() {
		for (int i = 0; i < 3000; i++) {
			String second = (i % 3 == 0) ? "sock" : "lace";
			INDEX.put(i, -i, Visits.views("v" + i, i, List.of("shoe", second, "item-" + i % 700, "item-" + i % 41)));
		}
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void recommendsWhatFollowsMostOften(Ranking ranking) {
		assertThat(ranking.rank(Visits.views("shoe"), 2, (item) -> !item.equals("shoe"))).extracting(Candidate::itemId)
			.containsExactlyInAnyOrder("lace", "sock");
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void scoresFallAndItemsAreDifferent(Ranking ranking) {
		List<Candidate> answer = rank(ranking, Visits.views("shoe", "item-3", "lace"));

		assertThat(answer).hasSize(20).extracting(Candidate::itemId).doesNotHaveDuplicates();
		assertThat(answer).extracting(Candidate::score).isSortedAccordingTo(Collections.reverseOrder());
		assertThat(answer).extracting(Candidate::because).isSubsetOf("shoe", "item-3", "lace");
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void unknownItemsAreLookedPast(Ranking ranking) {
		assertThat(rank(ranking, Visits.views("never", "seen"))).isEmpty();
		assertThat(rank(ranking, List.of())).isEmpty();
		assertThat(rank(ranking, Visits.views("shoe", "never"))).extracting(Candidate::because).containsOnly("shoe");
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void oneItemRepeatedAThousandTimesIsOneItem(Ranking ranking) {
		List<Touch> touches = Visits.views("someone", 0, Collections.nCopies(1000, "shoe"));

		assertThat(rank(ranking, touches)).extracting(Candidate::itemId).contains("lace", "sock");
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void tenThousandItemsAreRankedInBoundedTime(Ranking ranking) {
		List<String> items = new ArrayList<>(IntStream.range(0, 10_000).mapToObj((i) -> "item-" + i % 700).toList());
		items.add("shoe");
		List<Touch> touches = Visits.views("someone", 0, items);

		assertTimeout(Duration.ofSeconds(2), () -> {
			for (int i = 0; i < 20; i++) {
				assertThat(rank(ranking, touches)).hasSize(20);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void aCatalogueWhereNothingMayBeShownGivesNothing(Ranking ranking) {
		AtomicInteger asked = new AtomicInteger();

		assertThat(ranking.rank(Visits.views("shoe"), 20, (item) -> asked.incrementAndGet() < 0)).isEmpty();
		assertThat(asked.get()).isLessThan(2000);
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void whatMayNotBeShownDoesNotTakeAPlace(Ranking ranking) {
		List<Candidate> answer = ranking.rank(Visits.views("shoe"), 20, (item) -> item.startsWith("item-"));

		assertThat(answer).hasSize(20).allMatch((candidate) -> candidate.itemId().startsWith("item-"));
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void similarItemsLeaveTheItemOut(Ranking ranking) {
		assertThat(ranking.similar("shoe", 20, (item) -> true)).isNotEmpty()
			.extracting(Candidate::itemId)
			.doesNotContain("shoe");
		assertThat(ranking.similar("never", 20, (item) -> true)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void onlyTheNewestVisitCounts(Ranking ranking) {
		List<Touch> touches = new ArrayList<>(Visits.views("someone", 0, List.of("item-3", "item-4")));
		touches.addAll(Visits.views("someone", 3_600_000, List.of("shoe")));

		assertThat(rank(ranking, touches)).extracting(Candidate::because).containsOnly("shoe");
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void explainsTheSameAnswer(Ranking ranking) {
		List<Touch> touches = Visits.views("shoe", "lace");
		List<Explanation> explained = ranking.explain(touches, 20, (item) -> true);

		assertThat(explained).extracting(Explanation::candidate).isEqualTo(rank(ranking, touches));
		assertThat(explained).allMatch((explanation) -> explanation.evidence().containsKey("near"));
		assertThat(explained).allSatisfy((explanation) -> assertThat(sum(explanation.parts()))
			.isCloseTo(explanation.candidate().score(), within(1e-4)));
		assertThat(ranking.explainSimilar("shoe", 20, (item) -> true)).extracting(Explanation::candidate)
			.isEqualTo(ranking.similar("shoe", 20, (item) -> true));
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void anOddLimitIsServed(Ranking ranking) {
		assertThat(ranking.rank(Visits.views("shoe"), 0, (item) -> true)).isEmpty();
		assertThat(ranking.rank(Visits.views("shoe"), -1, (item) -> true)).isEmpty();
		assertThat(ranking.rank(Visits.views("shoe"), Integer.MAX_VALUE, (item) -> true)).hasSizeGreaterThan(100);
	}

	@ParameterizedTest
	@MethodSource("rankings")
	void whatWasTakenOutOfTheCartSaysNothing(Ranking ranking) {
		Touch removed = new Touch("item-3", InteractionType.REMOVE_FROM_CART, 500, 1, 99);

		assertThat(rank(ranking, List.of(removed))).isEmpty();
	}

	private static double sum(Map<String, Float> parts) {
		return parts.values().stream().mapToDouble(Float::doubleValue).sum();
	}

	private static List<Candidate> rank(Ranking ranking, List<Touch> touches) {
		return ranking.rank(touches, 20, (item) -> true);
	}

}
