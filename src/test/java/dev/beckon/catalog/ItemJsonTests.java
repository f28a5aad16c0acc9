package dev.beckon.catalog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.event.Violation;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ItemJsonTests {

	private static final ObjectMapper mapper = new ObjectMapper();

	@Property(tries = 200)
	void readsBackWhatItWrites(@ForAll("items") Item item) {
		assertThat(ItemJson.read(ItemJson.write(item))).isEqualTo(new ItemReading.Valid(item));
	}

	@Test
	void leavesOutWhatIsNotKnown() {
		Item item = new Item("sku-1", "Shoe", List.of(), null, true, Map.of());

		assertThat(new String(ItemJson.write(item), StandardCharsets.UTF_8))
			.isEqualTo("{\"itemId\":\"sku-1\",\"title\":\"Shoe\",\"available\":true}");
	}

	@Test
	void equalItemsAreStoredAsEqualBytes() {
		Item one = new Item("i", "t", List.of(), null, true, Map.of("a", "1", "b", "2", "c", "3"));
		Item other = new Item("i", "t", List.of(), null, true, Map.of("c", "3", "b", "2", "a", "1"));

		assertThat(ItemJson.write(one)).isEqualTo(ItemJson.write(other));
	}

	@Test
	void isAvailableUnlessItSaysOtherwise() {
		assertThat(readStrictly("{'itemId':'i','title':'t'}").available()).isTrue();
		assertThat(readStrictly("{'itemId':'i','title':'t','available':null}").available()).isTrue();
		assertThat(readStrictly("{'itemId':'i','title':'t','available':false}").available()).isFalse();
	}

	@Test
	void keepsAttributesThatAreNotTextAsText() {
		Item item = readStrictly("{'itemId':'i','title':'t','attributes':{'size':42,'vegan':true,'colour':'red'}}");

		assertThat(item.attributes()).isEqualTo(Map.of("size", "42", "vegan", "true", "colour", "red"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			item         | 'text'
			item         | null
			item         | {'itemId':'i','title':'t','avaliable':false}
			itemId       | {'title':'t'}
			itemId       | {'itemId':7,'title':'t'}
			title        | {'itemId':'i'}
			title        | {'itemId':'i','title':['t']}
			price        | {'itemId':'i','title':'t','price':'9.90'}
			price        | {'itemId':'i','title':'t','price':-1}
			price        | {'itemId':'i','title':'t','price':1e999}
			available    | {'itemId':'i','title':'t','available':'false'}
			available    | {'itemId':'i','title':'t','available':0}
			category     | {'itemId':'i','title':'t','category':'shoes'}
			category     | {'itemId':'i','title':'t','category':['shoes',7]}
			category     | {'itemId':'i','title':'t','category':{'a':'b'}}
			category[0]  | {'itemId':'i','title':'t','category':['']}
			attributes   | {'itemId':'i','title':'t','attributes':['red']}
			attributes   | {'itemId':'i','title':'t','attributes':{'a':{'b':'c'}}}
			attributes   | {'itemId':'i','title':'t','attributes':{'a':null}}
			""")
	void namesTheFieldAtFault(String field, String json) throws JsonProcessingException {
		assertThat(ItemJson.readStrictly(mapper.readTree(json.replace('\'', '"')))).isInstanceOfSatisfying(
				ItemReading.Refused.class, (refused) -> assertThat(refused.violation().field()).isEqualTo(field));
	}

	@Test
	void aStoredItemMayHaveFieldsOfALaterRelease() {
		assertThat(stored("{'itemId':'i','title':'t','badge':'new'}")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			item   | `{'itemId':'i','title`
			item   | ``
			item   | `[]`
			itemId | `{}`
			item   | `{'itemId':'i','title':'t'} and more`
			itemId | `{'title':'t','itemId':''}`
			""")
	void aStoredRecordThatIsNoItemIsRefused(String field, String json) {
		assertThat(stored(json)).isNotNull().extracting(Violation::field).isEqualTo(field);
	}

	@Test
	void storedBytesThatAreNotTextAreRefused() {
		assertThat(ItemJson.read(new byte[] { (byte) 0xff, 0, 1, (byte) 0xfe }))
			.isInstanceOf(ItemReading.Refused.class);
	}

	private static @Nullable Violation stored(String json) {
		return switch (ItemJson.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
			case ItemReading.Refused(Violation violation) -> violation;
			case ItemReading.Valid _ -> null;
		};
	}

	private static Item readStrictly(String json) {
		try {
			return ((ItemReading.Valid) ItemJson.readStrictly(mapper.readTree(json.replace('\'', '"')))).item();
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	@Provide
	Arbitrary<Item> items() {
		Arbitrary<String> texts = Arbitraries.strings().withCharRange(' ', '~').withChars("äß漢").ofLength(8);
		Arbitrary<String> levels = texts.map((text) -> text.replace('/', '-'));
		return Combinators
			.combine(texts, texts.map((text) -> "t" + text), levels.list().ofMaxSize(8),
					Arbitraries.doubles().between(0, 1e9).injectNull(0.2), Arbitraries.of(true, false),
					Arbitraries.maps(texts, texts).ofMaxSize(5))
			.as(Item::new);
	}

}
