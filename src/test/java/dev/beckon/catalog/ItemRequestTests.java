package dev.beckon.catalog;

import java.util.Collections;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ItemRequestTests {

	private static final String GOOD = "{\"itemId\":\"sku-1\",\"title\":\"Shoe\"}";

	private static final String BAD_PRICE = "{\"itemId\":\"sku-2\",\"title\":\"Shoe\",\"price\":-1}";

	private final ObjectMapper mapper = new ObjectMapper();

	@Test
	void goodItemsGoThroughBesideBadOnes() {
		ItemsAnswer answer = ItemsAnswer.to(read("[" + GOOD + "," + BAD_PRICE + ",7," + GOOD + "]"));

		assertThat(answer.accepted()).isEqualTo(2);
		assertThat(answer.rejected()).isEqualTo(2);
		assertThat(answer.items()).extracting(ItemsAnswer.Result::status)
			.containsExactly("accepted", "rejected", "rejected", "accepted");
		assertThat(answer.items()).extracting(ItemsAnswer.Result::itemId)
			.containsExactly("sku-1", "sku-2", null, "sku-1");
		assertThat(answer.items()).extracting(ItemsAnswer.Result::field)
			.containsExactly(null, "items[1].price", "items[2]", null);
	}

	@Test
	void aSingleItemNamesItsFieldsPlainly() {
		assertThat(ItemsAnswer.to(read(BAD_PRICE)).items()).extracting(ItemsAnswer.Result::field)
			.containsExactly("price");
	}

	@Test
	void anIdThatBreaksTheRuleIsNotRepeated() {
		ItemsAnswer answer = ItemsAnswer.to(read("{\"itemId\":\"" + "x".repeat(200) + "\",\"title\":\"t\"}"));

		assertThat(answer.items().getFirst().itemId()).isNull();
		assertThat(answer.items().getFirst().field()).isEqualTo("itemId");
	}

	@Test
	void anItemTooLargeToStoreIsRefused() {
		StringBuilder attributes = new StringBuilder("\"a\":\"1\"");
		for (int i = 0; i < 17; i++) {
			attributes.append(",\"n").append(i).append("\":\"").append("x".repeat(1000)).append('"');
		}
		String large = "{\"itemId\":\"i\",\"title\":\"t\",\"attributes\":{" + attributes + "}}";

		assertThat(ItemsAnswer.to(read("[" + large + "]")).items()).extracting(ItemsAnswer.Result::field)
			.containsExactly("items[0]");
	}

	@Test
	void takesAThousandItems() {
		List<String> items = Collections.nCopies(ItemRequest.MAX_ITEMS, GOOD);

		assertThat(read(items.toString()).lines()).hasSize(1_000);
	}

	@Test
	void refusesMoreThanAThousand() {
		assertRefused(Collections.nCopies(ItemRequest.MAX_ITEMS + 1, GOOD).toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "7", "\"sku-1\"", "true" })
	void refusesWhatHoldsNoItems(String body) {
		assertRefused(body);
	}

	private void assertRefused(String body) {
		assertThatExceptionOfType(ErrorResponseException.class).isThrownBy(() -> read(body))
			.satisfies((refused) -> assertThat(refused.getBody().getProperties()).containsEntry("field", "items"));
	}

	private ItemRequest read(String body) {
		try {
			return ItemRequest.read(this.mapper.readTree(body));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
