package dev.beckon.recommend;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import dev.beckon.catalog.Catalogue;
import dev.beckon.catalog.Catalogues;
import dev.beckon.recommend.Recommendation.RecommendedItem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ExplorationTests {

	private static final int LIMIT = 12;

	private static final int ANSWERS = 2000;

	private final Catalogue catalogue = Catalogues.of();

	private final Map<String, Integer> sessions = new HashMap<>();

	private final Random seeded = new Random(7);

	private NewItems newItems = newItems(1_000_000, 1000);

	private NewItems newItems(int impressions, int maxItems) {
		return new NewItems(this.catalogue, (item) -> this.sessions.getOrDefault(item, 0),
				new ExplorationProperties(10, impressions, maxItems, Duration.ofSeconds(10)), this::random);
	}

	@BeforeEach
	void offer() {
		for (int i = 0; i < 20; i++) {
			Catalogues.put(this.catalogue, Catalogues.item("new-" + i, (i < 10) ? "shoes" : "hats", "all"));
		}
		for (int i = 0; i < 100; i++) {
			Catalogues.put(this.catalogue, Catalogues.item("known-" + i, "shoes", "all"));
			this.sessions.put("known-" + i, 11);
		}
		this.newItems.refresh();
	}

	@Test
	void newItemsGetTheirShareOfThePlacesAndEachThatOfTheOthers() {
		Map<String, Integer> shown = new HashMap<>();
		Map<Integer, Integer> places = new HashMap<>();
		for (int i = 0; i < ANSWERS; i++) {
			List<RecommendedItem> items = answer(0.1, "", (item) -> true);
			assertThat(items).hasSize(LIMIT);
			for (int place = 0; place < LIMIT; place++) {
				if (items.get(place).explored()) {
					shown.merge(items.get(place).itemId(), 1, Integer::sum);
					places.merge(place, 1, Integer::sum);
				}
			}
		}

		double each = ANSWERS * LIMIT * 0.1 / 20;
		assertThat(shown).hasSize(20).allSatisfy((item, times) -> {
			assertThat(item).startsWith("new-");
			assertThat((double) times).isCloseTo(each, within(each * 0.2));
		});
		assertThat(places).doesNotContainKey(0).hasSize(LIMIT - 1);
	}

	@Test
	void theSameSeedGivesTheSameAnswers() {
		this.seeded.setSeed(1);
		List<List<RecommendedItem>> once = IntStream.range(0, 50).mapToObj((i) -> choose(0.2, "")).toList();
		this.seeded.setSeed(1);

		assertThat(IntStream.range(0, 50).mapToObj((i) -> choose(0.2, "")).toList()).isEqualTo(once);
	}

	@Test
	void withoutAShareNothingIsExplored() {
		assertThat(IntStream.range(0, 100).mapToObj((i) -> answer(0, "", (item) -> true)))
			.allSatisfy((items) -> assertThat(items).noneMatch(RecommendedItem::explored));
	}

	@Test
	void whatIsNewInTheCategoryComesFirstAndOtherwiseWhatIsNewAboveIt() {
		assertThat(this.newItems.pick("hats/all", (item) -> true)).isIn(names(10, 20));
		assertThat(this.newItems.pick("hats/none/such", (item) -> true)).isIn(names(10, 20));
		assertThat(this.newItems.pick("coats", (item) -> true)).isIn(names(0, 20));
		assertThat(this.newItems.pick("hats", (item) -> false)).isNull();
	}

	@Test
	void anItemIsNewUntilItWasShownOrTouchedEnough() {
		this.newItems = newItems(3, 1000);
		this.newItems.refresh();
		assertThat(this.newItems.size()).isEqualTo(20);

		for (int i = 0; i < 3; i++) {
			this.newItems.shown("new-1");
		}
		this.sessions.put("new-2", 11);
		Catalogues.put(this.catalogue, Catalogues.unavailable(Catalogues.item("new-3", "shoes", "all")));
		for (int i = 0; i < 500; i++) {
			assertThat(this.newItems.pick("", (item) -> true)).isNotEqualTo("new-1");
		}
		this.newItems.refresh();

		assertThat(this.newItems.size()).isEqualTo(17);
		assertThat(this.newItems.impressionsOf("new-1")).isEqualTo(3);
	}

	@Test
	void ofMoreNewItemsThanMayBeHeldEveryOneHasItsTurn() {
		this.newItems = newItems(100, 5);
		Map<String, Integer> shown = new HashMap<>();
		for (int i = 0; i < 100; i++) {
			this.newItems.refresh();
			assertThat(this.newItems.size()).isEqualTo(5);
			shown.merge(String.valueOf(this.newItems.pick("", (item) -> true)), 1, Integer::sum);
		}

		assertThat(shown).hasSizeGreaterThan(15);
	}

	private List<RecommendedItem> answer(double share, String category, Predicate<String> mayShow) {
		RecommendationRequest request = request(share);
		Selection selection = new Selection(LIMIT, mayShow, new CategoryLimit(CategoryLimit.NONE, (i) -> List.of()),
				Ruling.none());
		Exploration exploration = new Exploration(this.newItems, this::random);
		exploration.explore(request, category, selection);
		selection.add(Source.POPULAR,
				(limit, may) -> IntStream.range(0, limit)
					.mapToObj((i) -> new RecommendedItem("known-" + i, 1, Source.POPULAR, null))
					.toList());
		Recommendation answer = new Recommendation("r", Source.POPULAR, null, 0, "m", null, null, 1, selection.items(),
				null);
		exploration.shown(answer);
		return answer.items();
	}

	/** Explored items alone, without counting them. */
	private List<RecommendedItem> choose(double share, String category) {
		Selection selection = new Selection(LIMIT, (item) -> true,
				new CategoryLimit(CategoryLimit.NONE, (i) -> List.of()), Ruling.none());
		new Exploration(this.newItems, this::random).explore(request(share), category, selection);
		return selection.items();
	}

	private RandomGenerator random() {
		return this.seeded;
	}

	private static RecommendationRequest request(double share) {
		return new RecommendationRequest("v", "home", new PlacementRules(LIMIT, true, true, true, 0, share), null, null,
				LIMIT, Set.of(), false, Deadline.after(System.nanoTime(), Duration.ofSeconds(1)));
	}

	private static List<String> names(int from, int to) {
		return IntStream.range(from, to).mapToObj((i) -> "new-" + i).toList();
	}

}
