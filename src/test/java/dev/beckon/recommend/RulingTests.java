package dev.beckon.recommend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

import dev.beckon.recommend.Recommendation.RecommendedItem;
import dev.beckon.rule.Action;
import dev.beckon.rule.Rule;
import dev.beckon.rule.RulesInForce;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What rules do to a list: items a0 to a9 and b0 to b9, a0 the best, of categories a and
 * b.
 */
class RulingTests {

	private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

	private static final int LIMIT = 5;

	@Test
	void withoutRulesNothingChanges() {
		assertThat(select(List.of()).items()).extracting(RecommendedItem::itemId)
			.containsExactly("a0", "a1", "a2", "a3", "a4");
		assertThat(Ruling.of(RulesInForce.NONE, RulingTests::categoryOf)).isSameAs(Ruling.none());
	}

	@Test
	void aHiddenItemMakesRoomForTheNext() {
		Selection selection = select(List.of(rule(Action.HIDE, "a1", null)));

		assertThat(selection.items()).extracting(RecommendedItem::itemId).containsExactly("a0", "a2", "a3", "a4", "a5");
		assertThat(selection.fired()).singleElement()
			.satisfies((fired) -> assertThat(fired.itemIds()).containsExactly("a1"));
	}

	@Test
	void aPinnedItemHasItsPlaceAndIsThereOnce() {
		Selection selection = select(List.of(pin("b3", 2), pin("a0", 4)));

		assertThat(selection.items()).extracting(RecommendedItem::itemId).containsExactly("a1", "b3", "a2", "a0", "a3");
		assertThat(selection.padded()).isZero();
		assertThat(selection.source()).isEqualTo(Source.PROFILE);
	}

	@Test
	void aBoostedCategoryComesFirstInItsOrder() {
		Selection selection = select(List.of(rule(Action.BOOST, null, "b")));

		assertThat(selection.items()).extracting(RecommendedItem::itemId).containsExactly("b0", "b1", "b2", "b3", "b4");
		assertThat(selection.items().getFirst().score()).isEqualTo(100);
	}

	@Test
	void whatABoostAddsIsAPartOfTheScore() {
		RecommendedItem item = new RecommendedItem("a1", 3, Source.PROFILE, null, false,
				Map.of("neighbours", 2f, "rules", 1f), null);
		Ruling ruling = Ruling.of(new RulesInForce(List.of(rule(Action.BOOST, "a1", null))), RulingTests::categoryOf);

		assertThat(ruling.boosted(List.of(item)).getFirst().parts())
			.isEqualTo(Map.of("neighbours", 2f, "rules", 1f, "boost", 27f));
	}

	@Test
	void whatHidesGoesBeforeWhatPins() {
		assertThat(select(List.of(pin("a3", 1), rule(Action.HIDE, null, "a"))).items())
			.extracting(RecommendedItem::itemId)
			.containsExactly("b0", "b1", "b2", "b3", "b4");
	}

	@Test
	void aPinnedItemThatMayNotBeShownIsNot() {
		Selection selection = select(List.of(pin("a3", 1)), (item) -> !item.equals("a3"));

		assertThat(selection.items()).extracting(RecommendedItem::itemId).doesNotContain("a3").hasSize(LIMIT);
		assertThat(selection.fired()).isEmpty();
	}

	@Property(tries = 300)
	void anyRulesGiveAFullListWithoutWhatIsHiddenAndNothingTwice(@ForAll long seed) {
		Random random = new Random(seed);
		List<Rule> rules = new ArrayList<>();
		for (int i = random.nextInt(6); i > 0; i--) {
			String item = (random.nextBoolean() ? "a" : "b") + random.nextInt(10);
			rules.add(switch (random.nextInt(3)) {
				case 0 -> pin(item, 1 + random.nextInt(8));
				case 1 -> rule(Action.BOOST, random.nextBoolean() ? item : null, "b");
				default -> rule(Action.HIDE, item, null);
			});
		}
		List<String> items = select(rules).items().stream().map(RecommendedItem::itemId).toList();

		assertThat(items).hasSize(LIMIT).doesNotHaveDuplicates();
		rules.stream()
			.filter((rule) -> rule.action() == Action.HIDE)
			.forEach((rule) -> assertThat(items).doesNotContain(rule.itemId()));
		assertThat(select(rules).items()).extracting(RecommendedItem::itemId).isEqualTo(items);
	}

	private static Selection select(List<Rule> rules) {
		return select(rules, (item) -> true);
	}

	private static Selection select(List<Rule> rules, Predicate<String> mayShow) {
		Ruling ruling = Ruling.of(new RulesInForce(rules), RulingTests::categoryOf);
		Selection selection = new Selection(LIMIT, ruling.unhidden(mayShow),
				new CategoryLimit(CategoryLimit.NONE, RulingTests::categoryOf), ruling);
		ruling.pin(selection);
		selection.add(Source.PROFILE, RulingTests::ranked);
		return selection;
	}

	/** Scores 20 down to 1. */
	private static List<RecommendedItem> ranked(int limit, Predicate<String> mayShow) {
		List<RecommendedItem> all = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			all.add(new RecommendedItem(((i < 10) ? "a" : "b") + i % 10, 20 - i, Source.PROFILE, null));
		}
		assertThat(new HashSet<>(all)).hasSize(20);
		return all.stream().filter((item) -> mayShow.test(item.itemId())).limit(limit).toList();
	}

	private static List<String> categoryOf(String itemId) {
		return List.of(itemId.substring(0, 1));
	}

	private static Rule pin(String itemId, int place) {
		return new Rule("pin-" + itemId + place, Action.PIN, itemId, null, null, place, new Rule.Where(null, null),
				START, null, "Ana", "why not", "ana", START);
	}

	private static Rule rule(Action action, @Nullable String itemId, @Nullable String category) {
		return new Rule(action + "-" + itemId, action, itemId, (itemId != null) ? null : category,
				(action == Action.BOOST) ? 10.0 : null, null, new Rule.Where(null, null), START, null, "Ana", "why not",
				"ana", START);
	}

}
