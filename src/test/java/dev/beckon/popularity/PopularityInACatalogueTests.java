package dev.beckon.popularity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.beckon.catalog.Catalogue;
import dev.beckon.catalog.Catalogues;
import dev.beckon.catalog.Item;
import org.junit.jupiter.api.Test;

import static dev.beckon.catalog.Catalogues.item;
import static dev.beckon.catalog.Catalogues.put;
import static dev.beckon.catalog.Catalogues.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

class PopularityInACatalogueTests {

	private static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

	private static final Item TRAIL = item("trail", "shoes", "running", "trail");

	private static final Item SANDAL = item("sandal", "shoes", "summer");

	private static final Item HAT = item("hat", "hats");

	private final Catalogue catalogue = Catalogues.of(TRAIL, SANDAL, HAT);

	private final Popularity popularity = new Popularity(this.catalogue, Visits.properties(Duration.ofHours(1), 3),
			() -> Instant.ofEpochMilli(NOW));

	@Test
	void anItemIsPopularInEveryLevelOfItsCategory() {
		look("trail", "sandal", "hat");

		assertThat(inCategory("shoes")).containsExactly("sandal", "trail");
		assertThat(inCategory("shoes/running")).containsExactly("trail");
		assertThat(inCategory("shoes/running/trail")).containsExactly("trail");
		assertThat(inCategory("hats")).containsExactly("hat");
		assertThat(inCategory("running")).isEmpty();
	}

	@Test
	void scoresAreRelativeToTheTopOfTheList() {
		look("trail", "sandal", "hat");

		assertThat(this.popularity.inCategory("shoes/running", 1, this.catalogue::mayShow).getFirst().score())
			.isEqualTo(1);
	}

	@Test
	void whatIsNotInTheCatalogueTakesNoPlaceInTheRanking() {
		look("trail", "gone-1", "gone-2", "gone-3");

		assertThat(this.popularity.overall(1, (_) -> true)).extracting(PopularItem::itemId).containsExactly("trail");
	}

	@Test
	void anUnavailableItemVanishesAndReturnsWithoutANewRanking() {
		look("trail", "hat");

		put(this.catalogue, unavailable(HAT));
		assertThat(overall(1)).containsExactly("trail");
		put(this.catalogue, HAT);
		assertThat(overall(1)).containsExactly("hat");
	}

	@Test
	void anItemThatComesIntoTheCatalogueTakesItsPlace() {
		look("new", "hat");
		assertThat(overall(10)).doesNotContain("new");

		put(this.catalogue, item("new", "hats"));
		this.popularity.refresh();

		assertThat(overall(2)).containsExactly("hat", "new");
		assertThat(inCategory("hats")).containsExactly("hat", "new");
	}

	@Test
	void itemsNobodyTouchedFillTheListUp() {
		look("hat");

		assertThat(overall(2)).hasSize(2).startsWith("hat");
		assertThat(this.popularity.overall(3, this.catalogue::mayShow)).extracting(PopularItem::score)
			.containsExactly(1f, 0f, 0f);
		assertThat(inCategory("shoes")).containsExactlyInAnyOrder("trail", "sandal");
	}

	@Test
	void theFirstAnswerOfANewShopIsNotEmpty() {
		assertThat(overall(10)).containsExactlyInAnyOrder("trail", "sandal", "hat");
	}

	private void look(String... itemIds) {
		this.popularity.on(Visits.views("v-1", NOW - 60_000, itemIds), null);
		this.popularity.refresh();
	}

	private List<String> overall(int limit) {
		return ids(this.popularity.overall(limit, this.catalogue::mayShow));
	}

	private List<String> inCategory(String category) {
		return ids(this.popularity.inCategory(category, 10, this.catalogue::mayShow));
	}

	private static List<String> ids(List<PopularItem> items) {
		return items.stream().map(PopularItem::itemId).toList();
	}

}
