package dev.beckon.recommend;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.beckon.recommend.Recommendation.RecommendedItem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SelectionTests {

	@Test
	void aListThatIsFilledUpIsPaddedAndKeepsItsSource() {
		Selection selection = selection(3, (item) -> true);
		selection.add(Source.PROFILE, items(Source.PROFILE, "a"));
		selection.add(Source.POPULAR, items(Source.POPULAR, "a", "b", "c", "d"));

		assertThat(selection.items()).extracting(RecommendedItem::itemId).containsExactly("a", "b", "c");
		assertThat(selection.source()).isEqualTo(Source.PROFILE);
		assertThat(selection.padded()).isEqualTo(2);
	}

	@Test
	void theAnswerOfAVisitorOfWhomNothingIsKnownNamesTheFirstSourceThatHadAnything() {
		Selection selection = selection(2, (item) -> true);
		selection.add(Source.SIMILAR, items(Source.SIMILAR));
		selection.add(Source.CATEGORY_POPULAR, items(Source.CATEGORY_POPULAR, "a"));
		selection.add(Source.POPULAR, items(Source.POPULAR, "b"));

		assertThat(selection.source()).isEqualTo(Source.CATEGORY_POPULAR);
		assertThat(selection.padded()).isEqualTo(1);
	}

	@Test
	void aKnownVisitorWithNoCandidatesIsPaddedAltogether() {
		Selection selection = selection(2, (item) -> true);
		selection.add(Source.PROFILE, items(Source.PROFILE));
		selection.add(Source.POPULAR, items(Source.POPULAR, "a", "b"));

		assertThat(selection.source()).isEqualTo(Source.PROFILE);
		assertThat(selection.padded()).isEqualTo(2);
	}

	@Test
	void whatMayNotBeShownIsNotThere() {
		Selection selection = selection(5, (item) -> !item.equals("b"));
		selection.add(Source.POPULAR, items(Source.POPULAR, "a", "b", "c"));

		assertThat(selection.items()).extracting(RecommendedItem::itemId).containsExactly("a", "c");
	}

	@Test
	void aFullListAsksNobodyElse() {
		Selection selection = selection(1, (item) -> true);
		selection.add(Source.SIMILAR, items(Source.SIMILAR, "a"));
		selection.add(Source.POPULAR, (limit, mayShow) -> {
			throw new AssertionError("the list was full");
		});

		assertThat(selection.padded()).isZero();
	}

	@Test
	void noCategoryIsThereMoreOftenThanItsLimitAndTheSourceIsAskedForOthers() {
		Selection selection = new Selection(5, (item) -> true, new CategoryLimit(2, SelectionTests::categoryOf),
				Ruling.none());
		selection.add(Source.PROFILE, items(Source.PROFILE, "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10",
				"a11", "a12", "a13", "a14", "a15", "a16", "b1", "a17", "b2", "b3", "-1", "-2", "-3"));
		selection.add(Source.POPULAR, (limit, mayShow) -> {
			throw new AssertionError("the list was full");
		});

		assertThat(selection.items()).extracting(RecommendedItem::itemId).containsExactly("a1", "a2", "b1", "b2", "-1");
		assertThat(selection.padded()).isZero();
	}

	@Test
	void theLimitCountsOverAllSourcesAndShortensTheListBeforeItIsBroken() {
		Selection selection = new Selection(5, (item) -> true, new CategoryLimit(1, SelectionTests::categoryOf),
				Ruling.none());
		selection.add(Source.PROFILE, items(Source.PROFILE, "a1", "a2"));
		selection.add(Source.POPULAR, items(Source.POPULAR, "a3", "b1", "b2"));

		assertThat(selection.items()).extracting(RecommendedItem::itemId).containsExactly("a1", "b1");
		assertThat(selection.padded()).isEqualTo(1);
	}

	@Test
	void exploredItemsHaveTheirPlacesAndAreNoPadding() {
		Selection selection = selection(4, (item) -> true);
		selection.keep(RecommendedItem.explored("x", null), 1);
		selection.keep(RecommendedItem.explored("x", null), 2);
		selection.keep(RecommendedItem.explored("y", null), 9);
		selection.add(Source.PROFILE, items(Source.PROFILE, "a", "x", "b", "c"));

		assertThat(selection.items()).extracting(RecommendedItem::itemId).containsExactly("a", "x", "b", "y");
		assertThat(selection.source()).isEqualTo(Source.PROFILE);
		assertThat(selection.padded()).isZero();
	}

	private static Selection selection(int limit, Predicate<String> mayShow) {
		return new Selection(limit, mayShow, new CategoryLimit(CategoryLimit.NONE, SelectionTests::categoryOf),
				Ruling.none());
	}

	/** The first letter; none is a dash. */
	private static List<String> categoryOf(String itemId) {
		return itemId.startsWith("-") ? List.of() : List.of(itemId.substring(0, 1));
	}

	private static Selection.Candidates items(Source source, String... itemIds) {
		return (int limit, Predicate<String> mayShow) -> Stream.of(itemIds)
			.filter(mayShow)
			.limit(limit)
			.map((item) -> new RecommendedItem(item, 1, source, null))
			.toList();
	}

}
