package dev.beckon.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EventJsonTests {

	private static final EventJson.Defaults DEFAULTS = new EventJson.Defaults(() -> "fresh", 1_000);

	@Property
	void whatIsWrittenIsRead(@ForAll("interactions") Interaction interaction) {
		assertThat(EventJson.readRecord(EventJson.write(interaction), DEFAULTS))
			.isEqualTo(new Parsed.Valid(interaction));
	}

	@Property
	void whatIsReadFastIsReadAsTheGeneralParserReadsIt(@ForAll("interactions") Interaction interaction,
			@ForAll("edits") List<byte[]> edits, @ForAll Random random) {
		byte[] json = EventJson.write(interaction);
		for (byte[] edit : edits) {
			int from = random.nextInt(json.length + 1);
			int to = Math.min(json.length, from + random.nextInt(3));
			json = ByteBuffer.allocate(from + edit.length + json.length - to)
				.put(json, 0, from)
				.put(edit)
				.put(json, to, json.length - to)
				.array();
		}

		assertThat(EventJson.readRecord(json, DEFAULTS)).isEqualTo(EventJson.readAnyRecord(json, DEFAULTS));
	}

	@Property
	void anyBytesAreEitherAnEventOrMalformed(@ForAll byte[] bytes) {
		assertThat(EventJson.readRecord(bytes, DEFAULTS)).isInstanceOf(Parsed.Malformed.class);
	}

	@Property
	void everyInstantIsReadLikeTheGeneralParserReadsIt(
			@ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis) {
		String text = Instant.ofEpochMilli(millis).toString();
		assertThat(IsoTime.parseMillis(text)).isEqualTo(millis);
		assertThat(IsoTime.parseMillis(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofHours(2)).toString()))
			.isEqualTo(millis);
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			{"consent":false,"eventId":"e","type":"view_item","visitorId":"v","itemId":"i"}""", """
			{"type":"nonsense","visitorId":"","eventId":"e","consent":false}""" })
	void nothingIsReadOfAnEventWithoutConsent(String json) {
		assertThat(read(json)).isEqualTo(new Parsed.Withheld("e"));
	}

	@Test
	void whatIsLeftOutGetsItsDefault() {
		Parsed parsed = read("{'type':'view_item','visitorId':'v','itemId':'i','unknown':{'a':[1,2]}}");

		assertThat(parsed).isEqualTo(new Parsed.Valid(
				new Interaction("fresh", InteractionType.VIEW_ITEM, "v", "i", 1_000, 1, null, null, null, null)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{'visitorId':'v','itemId':'i'}                                                | type
			{'type':'look','visitorId':'v','itemId':'i'}                                  | type
			{'type':7,'visitorId':'v','itemId':'i'}                                       | type
			{'type':'view_item','itemId':'i'}                                             | visitorId
			{'type':'view_item','visitorId':'','itemId':'i'}                              | visitorId
			{'type':'view_item','visitorId':{'a':1},'itemId':'i'}                         | visitorId
			{'type':'view_item','visitorId':'v'}                                          | itemId
			{'type':'view_item','visitorId':'v','itemId':null}                            | itemId
			{'type':'view_item','visitorId':'v','itemId':'a\\u0000b'}                     | itemId
			{'type':'view_item','visitorId':'v','itemId':'i','price':-1}                  | price
			{'type':'view_item','visitorId':'v','itemId':'i','price':'1'}                 | price
			{'type':'view_item','visitorId':'v','itemId':'i','price':1e999}               | price
			{'type':'view_item','visitorId':'v','itemId':'i','quantity':0}                | quantity
			{'type':'view_item','visitorId':'v','itemId':'i','quantity':1.5}              | quantity
			{'type':'view_item','visitorId':'v','itemId':'i','quantity':99999999999999999999} | quantity
			{'type':'view_item','visitorId':'v','itemId':'i','timestamp':'yesterday'}     | timestamp
			{'type':'view_item','visitorId':'v','itemId':'i','timestamp':'2026-13-01T00:00:00Z'} | timestamp
			{'type':'view_item','visitorId':'v','itemId':'i','timestamp':12}              | timestamp
			{'type':'forget_visitor','visitorId':'v'}                                     | itemId
			[1,2]                                                                         | event
			""")
	void theFirstFieldThatIsWrongIsNamed(String json, String field) {
		assertThat(read(json)).isInstanceOfSatisfying(Parsed.Malformed.class,
				(malformed) -> assertThat(malformed.violation().field()).isEqualTo(field));
	}

	@Test
	void anOverlongIdIsNamed() {
		assertThat(read("{'type':'view_item','visitorId':'v','itemId':'" + "é".repeat(65) + "'}"))
			.isEqualTo(new Parsed.Malformed(new Violation("itemId", "must be at most 128 bytes")));
	}

	@Test
	void aBadEventDoesNotCostItsNeighbours() throws IOException {
		String array = "[{'type':'view_item','visitorId':[[1],{'x':[]}],'itemId':'i'},3,"
				+ "{'type':'view_item','visitorId':'v','itemId':'i'}]";
		try (JsonParser parser = EventJson.parser(array.replace('\'', '"').getBytes(UTF_8))) {
			assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
			parser.nextToken();
			assertThat(EventJson.readInteraction(parser, DEFAULTS)).isInstanceOf(Parsed.Malformed.class);
			parser.nextToken();
			assertThat(EventJson.readInteraction(parser, DEFAULTS)).isInstanceOf(Parsed.Malformed.class);
			parser.nextToken();
			assertThat(EventJson.readInteraction(parser, DEFAULTS)).isInstanceOf(Parsed.Valid.class);
			assertThat(parser.nextToken()).isEqualTo(JsonToken.END_ARRAY);
		}
	}

	@Test
	void onlyTheLogMayForget() {
		Forget forget = new Forget("v");

		assertThat(EventJson.readRecord(EventJson.write(forget), DEFAULTS)).isEqualTo(new Parsed.Valid(forget));
	}

	@Test
	void nothingMayFollowARecordsEvent() {
		assertThat(EventJson.readRecord("{}{}".getBytes(UTF_8), DEFAULTS)).isInstanceOf(Parsed.Malformed.class);
	}

	@Provide
	Arbitrary<List<byte[]>> edits() {
		return Arbitraries.of("", "0", "9", ".", "-", "e5", "\"", "\\", " ", ",", "{", "}", "null", "x", "\u007f", "é",
				",\"consent\":false", ",\"price\":01", ",\"price\":0.30", ",\"quantity\":1000001", ",\"userId\":\"\"")
			.map((text) -> text.getBytes(UTF_8))
			.list()
			.ofMaxSize(2);
	}

	@Provide
	Arbitrary<Interaction> interactions() {
		Arbitrary<String> id = Arbitraries.strings()
			.alpha()
			.numeric()
			.withChars('-', 'é', '"', '\\', '漢')
			.ofMinLength(1)
			.ofMaxLength(30);
		return Combinators
			.combine(id, Arbitraries.of(InteractionType.class), id, id,
					Arbitraries.longs().between(0, 4_102_444_800_000L), Arbitraries.integers().between(1, 1_000_000),
					Arbitraries.doubles().between(0, 1_000_000).injectNull(0.3), id.injectNull(0.3))
			.as((eventId, type, visitorId, itemId, time, quantity, price, other) -> new Interaction(eventId, type,
					visitorId, itemId, time, quantity, price, other, other, other));
	}

	private static Parsed read(String json) {
		try (JsonParser parser = EventJson.parser(json.replace('\'', '"').getBytes(UTF_8))) {
			parser.nextToken();
			return EventJson.readInteraction(parser, DEFAULTS);
		}
		catch (IOException broken) {
			throw new AssertionError(broken);
		}
	}

}
