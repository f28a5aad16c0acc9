package dev.beckon;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.beckon.Shop.Answer;
import dev.beckon.stack.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Only invalid input gets a 4xx: a problem detail that names the field and leaks nothing.
 */
@IntegrationTest
class BadInputIntegrationTests {

	private static final String GOOD = """
			{"type":"view_item","visitorId":"v","itemId":"i"}""";

	@LocalServerPort
	private int port;

	private Shop shop;

	@BeforeEach
	void open() {
		this.shop = new Shop(this.port);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"type":"view_item"                                                     | body
			nonsense                                                                | body
			[]                                                                      | body
			{"type":"view_item","visitorId":"v","itemId":"i"} {}                    | body
			{"type":"stare","visitorId":"v","itemId":"i"}                           | type
			{"type":"view_item","itemId":"i"}                                       | visitorId
			{"type":"view_item","visitorId":"v"}                                    | itemId
			{"type":"view_item","visitorId":"a\\u0007b","itemId":"i"}               | visitorId
			{"type":"view_item","visitorId":"v","itemId":"i","price":-0.01}         | price
			{"type":"view_item","visitorId":"v","itemId":"i","timestamp":"1999-01-01T00:00:00Z"} | timestamp
			{"type":"view_item","visitorId":"v","itemId":"i","timestamp":"3026-01-01T00:00:00Z"} | timestamp
			{"type":"forget_visitor","visitorId":"v"}                               | itemId
			""")
	void aBadEventGetsAProblemThatNamesTheField(String body, String field) {
		assertProblem(this.shop.post("/v1/events", body), 400, field);
	}

	@Test
	void anIdOf129BytesIsRefusedAndOneOf128IsNot() {
		assertProblem(this.shop.post("/v1/events", GOOD.replace("\"i\"", '"' + "x".repeat(129) + '"')), 400, "itemId");
		assertThat(this.shop.post("/v1/events", GOOD.replace("\"i\"", '"' + "x".repeat(128) + '"')).status())
			.isEqualTo(202);
	}

	@Test
	void fiveHundredAndOneEventsAreRefusedAndFiveHundredAreNot() {
		assertProblem(this.shop.post("/v1/events", events(501)), 400, "body");

		Answer accepted = this.shop.post("/v1/events", events(500));
		assertThat(accepted.status()).isEqualTo(202);
		assertThat(accepted.body().path("results")).hasSize(500);
	}

	@Test
	void aBodyOfTenMegabytesIsRefused() {
		assertProblem(this.shop.post("/v1/events", "[" + " ".repeat(10_000_000) + "]"), 413, "body");
	}

	@Test
	void theGoodEventsOfAnArrayGoThrough() {
		String visitor = "mixed-" + UUID.randomUUID();
		Answer answer = this.shop.post("/v1/events",
				"[7,%s,{\"type\":\"x\"},%s]".formatted(Shop.event("e1", "view_item", visitor, "a", Instant.now()),
						Shop.event("e2", "purchase", visitor, "b", Instant.now())));

		assertThat(answer.status()).isEqualTo(202);
		assertThat(answer.body().path("results")).extracting((result) -> result.path("status").asText())
			.containsExactly("rejected", "accepted", "rejected", "accepted");
		assertThat(answer.body().at("/results/1/eventId").asText()).isEqualTo("e1");
		await().atMost(Duration.ofSeconds(60))
			.untilAsserted(
					() -> assertThat(this.shop.get("/v1/visitors/" + visitor).body().at("/sessions/0/interactions"))
						.hasSize(2));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/v1/recommendations                                      | visitorId
			/v1/recommendations?visitorId=                           | visitorId
			/v1/recommendations?visitorId=v&limit=0                  | limit
			/v1/recommendations?visitorId=v&limit=-1                 | limit
			/v1/recommendations?visitorId=v&limit=1000000000         | limit
			/v1/recommendations?visitorId=v&limit=99999999999        | limit
			/v1/recommendations?visitorId=v&limit=abc                | limit
			/v1/recommendations?visitorId=v&placement=roof           | placement
			/v1/recommendations?visitorId=v&consent=maybe            | consent
			/v1/recommendations?visitorId=a%00b                      | visitorId
			/v1/recommendations?visitorId=v&itemId=                  | itemId
			/v1/recommendations?visitorId=v&category=a%0Ab           | category
			/v1/items/a%0Ab/similar                                  | itemId
			/v1/items/a/similar?limit=0                              | limit
			/v1/popular?limit=many                                   | limit
			""")
	void aBadQuestionGetsAProblemThatNamesTheField(String path, String field) {
		assertProblem(this.shop.get(path), 400, field);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{                                                             | body
			[]                                                            | body
			{"visitorId":"v"}                                             | rows
			{"visitorId":"v","rows":[]}                                   | rows
			{"visitorId":"v","rows":[{},{},{},{},{},{},{},{},{},{},{}]}   | rows
			{"visitorId":"v","rows":{}}                                   | rows
			{"visitorId":"v","rows":[{},null]}                            | rows[1]
			{"rows":[{}]}                                                 | visitorId
			{"visitorId":"","rows":[{}]}                                  | visitorId
			{"visitorId":"v","consent":"maybe","rows":[{}]}               | consent
			{"visitorId":"v","itemId":"","rows":[{}]}                     | itemId
			{"visitorId":"v","exclude":["a\\u0007"],"rows":[{}]}          | exclude
			{"visitorId":"v","rows":[{},{"placement":"roof"}]}            | rows[1].placement
			{"visitorId":"v","rows":[{"limit":0}]}                        | rows[0].limit
			{"visitorId":"v","rows":[{"limit":"many"}]}                   | rows[0].limit
			{"visitorId":"v","rows":[{"itemId":""}]}                      | rows[0].itemId
			{"visitorId":"v","rows":[{"category":"a//b"}]}                | rows[0].category
			""")
	void aBadPageGetsAProblemThatNamesTheField(String body, String field) {
		assertProblem(this.shop.post("/v1/recommendations/page", body), 400, field);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-5", "soon" })
	void aBadDeadlineIsNamed(String deadline) {
		assertProblem(this.shop.get("/v1/recommendations?visitorId=v", "X-Deadline-Ms", deadline), 400,
				"X-Deadline-Ms");
	}

	@Test
	void whatIsNotThereAndWhatIsNotAllowedAreProblemsToo() {
		assertThat(this.shop.get("/v1/nothing").status()).isEqualTo(404);
		assertThat(this.shop.get("/v1/visitors/nobody-" + UUID.randomUUID()).status()).isEqualTo(404);
		assertThat(this.shop.delete("/v1/events").status()).isEqualTo(405);
		assertThat(this.shop.delete("/v1/events").text("detail")).isNotEmpty();
	}

	private static String events(int count) {
		return IntStream.range(0, count).mapToObj((i) -> GOOD).collect(Collectors.joining(",", "[", "]"));
	}

	private static void assertProblem(Answer answer, int status, String field) {
		assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
		assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.text("field")).isEqualTo(field);
		assertThat(answer.text("detail")).startsWith(field);
		assertThat(answer.response().body()).doesNotContain("Exception", "dev.beckon", "at org.");
	}

}
