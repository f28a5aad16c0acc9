package dev.beckon.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogueTests {

	private static final List<List<String>> CATEGORIES = List.of(List.of(), List.of("shoes"),
			List.of("shoes", "running"), List.of("shoes", "running", "trail"), List.of("shoes2"), List.of("shoe"),
			List.of("hats", "running"));

	private final Catalogue catalogue = new Catalogue();

	@Test
	void withoutACatalogueAnyItemMayBeShown() {
		assertThat(this.catalogue.isEmpty()).isTrue();
		assertThat(this.catalogue.mayShow("anything")).isTrue();
	}

	@Test
	void withACatalogueOnlyItsAvailableItemsMayBeShown() {
		this.catalogue.put(item("sku-1", true));
		this.catalogue.put(item("sku-2", false));

		assertThat(this.catalogue.mayShow("sku-1")).isTrue();
		assertThat(this.catalogue.mayShow("sku-2")).isFalse();
		assertThat(this.catalogue.mayShow("unheard-of")).isFalse();
		assertThat(this.catalogue.find("sku-2")).isNotNull();
	}

	@Test
	void anUnavailableItemReturns() {
		this.catalogue.put(item("sku-1", true, "shoes"));
		this.catalogue.put(item("sku-1", false, "shoes"));
		assertThat(available("shoes")).isEmpty();

		this.catalogue.put(item("sku-1", true, "shoes"));

		assertThat(this.catalogue.mayShow("sku-1")).isTrue();
		assertThat(available("shoes")).containsExactly("sku-1");
	}

	@Test
	void aCategoryHoldsAllBelowItAndNothingBesideIt() {
		this.catalogue.put(item("general", true, "shoes"));
		this.catalogue.put(item("below", true, "shoes", "running"));
		this.catalogue.put(item("beside", true, "shoes2"));

		assertThat(available("shoes")).containsExactlyInAnyOrder("general", "below");
		assertThat(available("shoes/running")).containsExactly("below");
		assertThat(available("running")).isEmpty();
		assertThat(available("shoes/")).isEmpty();
		assertThat(available("")).hasSize(3);
	}

	@Test
	void givesNoMoreThanAskedForAndOnlyWhatTheCallerWants() {
		for (int i = 0; i < 10; i++) {
			this.catalogue.put(item("sku-" + i, true, "shoes"));
		}

		assertThat(this.catalogue.available("shoes", 3, (_) -> true)).hasSize(3);
		assertThat(this.catalogue.available("shoes", 3, "sku-7"::equals)).containsExactly("sku-7");
		assertThat(this.catalogue.available("shoes", 0, (_) -> true)).isEmpty();
	}

	@Test
	void everyChangeCounts() {
		long before = this.catalogue.changes();
		this.catalogue.put(item("sku-1", true));
		this.catalogue.remove("sku-1");
		this.catalogue.remove("never-there");

		assertThat(this.catalogue.changes()).isEqualTo(before + 2);
	}

	@Test
	void equalCategoriesAreHeldOnce() {
		this.catalogue.put(item("sku-1", true, "shoes", new String("running".toCharArray())));
		this.catalogue.put(item("sku-2", true, "shoes", new String("running".toCharArray())));

		assertThat(categoryOf("sku-1")).isSameAs(categoryOf("sku-2"));
	}

	private List<String> categoryOf(String itemId) {
		return Objects.requireNonNull(this.catalogue.find(itemId)).category();
	}

	@Property(tries = 300)
	void isWhatTheLastWritesSay(@ForAll("writes") List<Write> writes) {
		Catalogue folded = new Catalogue();
		Map<String, Item> expected = new HashMap<>();
		for (Write write : writes) {
			if (write.removes) {
				folded.remove(write.item.itemId());
				expected.remove(write.item.itemId());
			}
			else {
				folded.put(write.item);
				expected.put(write.item.itemId(), write.item);
			}
		}
		assertThat(folded.size()).isEqualTo(expected.size());
		expected.forEach((itemId, item) -> assertThat(folded.find(itemId)).isEqualTo(item));
		for (List<String> category : CATEGORIES) {
			assertThat(folded.available(String.join("/", category), 100, (_) -> true))
				.containsExactlyInAnyOrderElementsOf(availableIn(category, expected));
		}
	}

	private static Set<String> availableIn(List<String> category, Map<String, Item> items) {
		return items.values()
			.stream()
			.filter(Item::available)
			.filter((item) -> category.isEmpty() || Item.pathsOf(item.category()).contains(String.join("/", category)))
			.map(Item::itemId)
			.collect(Collectors.toSet());
	}

	@Provide
	Arbitrary<List<Write>> writes() {
		Arbitrary<Item> items = Combinators
			.combine(Arbitraries.integers().between(0, 9), Arbitraries.of(CATEGORIES),
					Arbitraries.of(true, true, false))
			.as((id, category, available) -> new Item("sku-" + id, "Item", category, null, available, Map.of()));
		return Combinators.combine(items, Arbitraries.of(true, false, false)).as(Write::new).list().ofMaxSize(60);
	}

	private List<String> available(String category) {
		return this.catalogue.available(category, 100, (_) -> true);
	}

	static Item item(String itemId, boolean available, String... category) {
		return new Item(itemId, "Item " + itemId, List.of(category), 9.9, available, Map.of());
	}

	record Write(Item item, boolean removes) {
	}

}
