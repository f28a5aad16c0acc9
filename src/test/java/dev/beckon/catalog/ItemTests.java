package dev.beckon.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ItemTests {

	private static final Map<String, String> NO_ATTRIBUTES = Map.of();

	@Test
	void keepsWhatItIsGiven() {
		Item item = new Item("sku-1", "Läufer 🏃", List.of("shoes", "running"), 0.0, false, Map.of("colour", "red"));

		assertThat(item.category()).containsExactly("shoes", "running");
		assertThat(item.attributes()).containsExactly(Map.entry("colour", "red"));
	}

	@Test
	void everyLevelOfACategoryHasAPath() {
		assertThat(Item.pathsOf(List.of("shoes", "running", "trail"))).containsExactly("shoes", "shoes/running",
				"shoes/running/trail");
		assertThat(Item.pathsOf(List.of())).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatBreaksARule(String field, String itemId, String title, List<String> category,
			@Nullable Double price, Map<String, String> attributes) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Item(itemId, title, category, price, true, attributes))
			.withMessageStartingWith(field + " ");
	}

	static Stream<Arguments> refusesWhatBreaksARule() {
		List<String> none = List.of();
		return Stream.of(arguments("itemId", "", "t", none, 1.0, NO_ATTRIBUTES),
				arguments("itemId", "x".repeat(129), "t", none, 1.0, NO_ATTRIBUTES),
				arguments("itemId", "a\u0000b", "t", none, 1.0, NO_ATTRIBUTES),
				arguments("title", "i", " ", none, 1.0, NO_ATTRIBUTES),
				arguments("title", "i", "ä".repeat(257), none, 1.0, NO_ATTRIBUTES),
				arguments("title", "i", "a\nb", none, 1.0, NO_ATTRIBUTES),
				arguments("title", "i", "lone \ud83c surrogate", none, 1.0, NO_ATTRIBUTES),
				arguments("category", "i", "t", Collections.nCopies(9, "level"), 1.0, NO_ATTRIBUTES),
				arguments("category[1]", "i", "t", List.of("a", ""), 1.0, NO_ATTRIBUTES),
				arguments("category[0]", "i", "t", List.of("a/b"), 1.0, NO_ATTRIBUTES),
				arguments("category[0]", "i", "t", List.of("x".repeat(129)), 1.0, NO_ATTRIBUTES),
				arguments("price", "i", "t", none, -0.01, NO_ATTRIBUTES),
				arguments("price", "i", "t", none, Double.NaN, NO_ATTRIBUTES),
				arguments("price", "i", "t", none, Double.POSITIVE_INFINITY, NO_ATTRIBUTES),
				arguments("attributes", "i", "t", none, 1.0, attributes(65)),
				arguments("attributes", "i", "t", none, 1.0, Map.of("", "v")),
				arguments("attributes.size", "i", "t", none, 1.0, Map.of("size", "x".repeat(1025))));
	}

	@Test
	void acceptsWhatJustFits() {
		Item item = new Item("x".repeat(128), "ä".repeat(256), Collections.nCopies(8, "l".repeat(128)), null, true,
				attributes(64));

		assertThat(item.attributes()).hasSize(64);
	}

	private static Map<String, String> attributes(int count) {
		Map<String, String> attributes = new TreeMap<>();
		for (int i = 0; i < count; i++) {
			attributes.put("name" + i, "value");
		}
		return attributes;
	}

}
