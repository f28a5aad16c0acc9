package dev.beckon.recommend;

import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.beckon.recommend.Recommendation.RecommendedItem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SelectionTests {

	@Test
	void aListThatIsFilledUpIsPaddedAndKeepsItsSource() {
		Selection selection = new Selection(3, (item) -> true);
		selection.add(Source.PROFILE, items(Source.PROFILE, "a"));
		selection.add(Source.POPULAR, items(Source.POPULAR, "a", "b", "c", "d"));

		assertThat(selection.items()).extracting(RecommendedItem::itemId).containsExactly("a", "b", "c");
		assertThat(selection.source()).isEqualTo(Source.PROFILE);
		assertThat(selection.padded()).isEqualTo(2);
	}

	@Test
	void theAnswerOfAVisitorOfWhomNothingIsKnownNamesTheFirstSourceThatHadAnything() {
		Selection selection = new Selection(2, (item) -> true);
		selection.add(Source.SIMILAR, items(Source.SIMILAR));
		selection.add(Source.CATEGORY_POPULAR, items(Source.CATEGORY_POPULAR, "a"));
		selection.add(Source.POPULAR, items(Source.POPULAR, "b"));

		assertThat(selection.source()).isEqualTo(Source.CATEGORY_POPULAR);
		assertThat(selection.padded()).isEqualTo(1);
	}

	@Test
	void aKnownVisitorWithNoCandidatesIsPaddedAltogether() {
		Selection selection = new Selection(2, (item) -> true);
		selection.add(Source.PROFILE, items(Source.PROFILE));
		selection.add(Source.POPULAR, items(Source.POPULAR, "a", "b"));

		assertThat(selection.source()).isEqualTo(Source.PROFILE);
		assertThat(selection.padded()).isEqualTo(2);
	}

	@Test
	void whatMayNotBeShownIsNotThere() {
		Selection selection = new Selection(5, (item) -> !item.equals("b"));
		selection.add(Source.POPULAR, items(Source.POPULAR, "a", "b", "c"));

		assertThat(selection.items()).extracting(RecommendedItem::itemId).containsExactly("a", "c");
	}

	@Test
	void aFullListAsksNobodyElse() {
		Selection selection = new Selection(1, (item) -> true);
		selection.add(Source.SIMILAR, items(Source.SIMILAR, "a"));
		selection.add(Source.POPULAR, (limit, mayShow) -> {
			throw new AssertionError("the list was full");
		});

		assertThat(selection.padded()).isZero();
	}

	private static Selection.Candidates items(Source source, String... itemIds) {
		return (int limit, Predicate<String> mayShow) -> Stream.of(itemIds)
			.filter(mayShow)
			.limit(limit)
			.map((item) -> new RecommendedItem(item, 1, source, null))
			.toList();
	}

}
