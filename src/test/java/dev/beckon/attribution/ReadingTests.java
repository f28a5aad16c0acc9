package dev.beckon.attribution;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import dev.beckon.attribution.ShownAnswer.Labels;
import dev.beckon.event.Hashing;
import dev.beckon.event.InteractionType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read of the two topics. */
class ReadingTests {

	private static final String IMPRESSION = """
			{"recommendationId":"r-1","visitorId":"v-42","placement":"product","timestamp":"2026-11-22T10:00:00Z",
			 "source":"similar","fallbackReason":"unknown_visitor","padded":2,"model":"blend-1","variant":null,
			 "later":{"itemId":"no"},"itemId":"sku-1","category":"shoes/running",
			 "items":[{"itemId":"sku-9","source":"profile","explored":true},{"source":"popular","itemId":"sku-8"}]}""";

	private static final long TIME = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

	@Test
	void anImpressionIsAnAnswer() {
		assertThat(ImpressionReading.read(bytes(IMPRESSION), (id) -> true))
			.isEqualTo(new ShownAnswer(Hashing.hash64("r-1"), TIME,
					new Labels("product", "similar", "unknown_visitor", "shoes", true), List.of("sku-9", "sku-8")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{}", "{\"recommendationId\":\"r", "17" })
	void whatTellsOfNoAnswerIsPassedBy(String record) {
		assertThat(ImpressionReading.read(bytes(record), (id) -> true)).isNull();
		assertThat(ImpressionReading.read(bytes(IMPRESSION), (id) -> false)).isNull();
	}

	@Test
	void anInteractionThatNamesAnAnswerIsAResponse() {
		String purchase = """
				{"eventId":"e-1","type":"purchase","visitorId":"v","itemId":"sku-9","timestamp":"2026-11-22T10:00:00Z",
				 "quantity":3,"price":19.9,"recommendationId":"r-1"}""";

		assertThat(ResponseReading.read(bytes(purchase), TIME + 5)).isEqualTo(new Response(Hashing.hash64("r-1"),
				InteractionType.PURCHASE, "sku-9", TIME, Hashing.hash64("e-1"), 597_000));
		assertThat(ResponseReading.read(bytes(purchase), TIME - 5)).extracting(Response::timeMillis)
			.isEqualTo(TIME - 5);
		assertThat(ResponseReading.read(bytes(purchase.replace("recommendationId", "sessionId")), TIME)).isNull();
		assertThat(ResponseReading.read(bytes(purchase.replace("purchase", "forget_visitor")), TIME)).isNull();
		assertThat(ResponseReading.read(bytes(purchase.replace("\"v\"", "\"v\",\"consent\":false")), TIME)).isNull();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
