package dev.beckon;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.Shop.Answer;
import dev.beckon.log.Topics;
import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A whole page in one call, and what is done for a visitor who has not consented. */
@IntegrationTest
class PageIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	@LocalServerPort
	private int port;

	@Autowired
	private MeterRegistry meters;

	private Shop shop;

	private final String visitor = "page-" + UUID.randomUUID();

	@BeforeEach
	void othersWentFromHatsToScarves() {
		this.shop = new Shop(this.port);
		for (int i = 0; i < 3; i++) {
			assertThat(this.shop.views("wearer-" + i, "hat", "scarf", "glove", "muff", "boa", "shawl").status())
				.isEqualTo(202);
		}
		await().atMost(SOON).until(() -> similarTo("hat").contains("shawl"));
	}

	@Test
	void noItemIsTwiceOnAPageAndTheProfileIsReadOnce() {
		this.shop.views(this.visitor, "hat");
		await().atMost(SOON).until(() -> this.shop.recommendations(this.visitor).text("source").equals("profile"));
		double reads = count("beckon.profile.reads");
		double answers = count("beckon.answers");

		JsonNode rows = page("""
				{"visitorId":"%s","itemId":"scarf","exclude":["boa"],
				 "rows":[{"placement":"product","limit":2},{"placement":"cart","itemId":"hat","limit":2},{}]}""");

		assertThat(count("beckon.profile.reads")).isEqualTo(reads + 1);
		assertThat(count("beckon.answers")).isEqualTo(answers + 3);
		assertThat(rows.findValuesAsText("placement")).containsExactly("product", "cart", "home");
		assertThat(rows).allSatisfy((row) -> assertThat(row.path("source").asText()).isEqualTo("profile"));
		assertThat(rows.path(0).path("items")).hasSize(2);
		assertThat(rows.path(1).path("items")).hasSize(2);
		assertThat(rows.findValuesAsText("recommendationId")).hasSize(3).doesNotHaveDuplicates();
		assertThat(rows.findValuesAsText("itemId")).doesNotHaveDuplicates().doesNotContain("scarf", "boa");
	}

	@Test
	void eachRowIsAnImpressionOfItsOwn(LocalKafka kafka) {
		await().atMost(SOON).until(() -> {
			this.shop.recommendations(this.visitor);
			return !impressions(kafka).isEmpty();
		});
		JsonNode rows = page("""
				{"visitorId":"%s","rows":[{"placement":"cart","limit":2},{"placement":"product","limit":2}]}""");

		await().atMost(SOON).untilAsserted(() -> {
			List<JsonNode> shown = impressions(kafka).stream()
				.filter((row) -> !row.path("placement").asText().equals("home"))
				.toList();
			assertThat(shown).extracting(PageIntegrationTests::recommendationId)
				.containsExactlyInAnyOrderElementsOf(rows.findValuesAsText("recommendationId"));
			assertThat(shown).extracting((row) -> row.path("placement").asText())
				.containsExactlyInAnyOrder("cart", "product");
		});
	}

	@Test
	void withoutConsentThePageAloneDecidesAndNothingIsReadOrStored(LocalKafka kafka) {
		this.shop.views(this.visitor, "glove");
		await().atMost(SOON).until(() -> this.shop.recommendations(this.visitor).text("source").equals("profile"));
		double reads = count("beckon.profile.reads");

		Answer answer = this.shop
			.get("/v1/recommendations?consent=false&itemId=hat&placement=product&visitorId=" + this.visitor);
		JsonNode rows = page("""
				{"visitorId":"%s","consent":false,"itemId":"hat","rows":[{"placement":"product"},{}]}""");
		Answer ofNobody = this.shop.get("/v1/recommendations?consent=false");

		assertThat(count("beckon.profile.reads")).isEqualTo(reads);
		assertThat(answer.text("source")).isEqualTo("similar");
		assertThat(answer.text("fallbackReason")).isEqualTo("unknown_visitor");
		assertThat(answer.body().path("profileAgeMs").isNull()).isTrue();
		assertThat(answer.itemIds()).contains("scarf", "glove");
		assertThat(rows.path(0).path("source").asText()).isEqualTo("similar");
		assertThat(ofNobody.status()).isEqualTo(200);
		Set<String> noted = new HashSet<>();
		await().atMost(SOON)
			.until(() -> noted.add(this.shop.recommendations(this.visitor).text("recommendationId"))
					&& impressions(kafka).stream().anyMatch((row) -> noted.contains(recommendationId(row))));
		assertThat(impressions(kafka)).extracting(PageIntegrationTests::recommendationId)
			.doesNotContain(recommendationId(answer.body()), recommendationId(rows.path(0)),
					recommendationId(rows.path(1)));
	}

	@Test
	void anEventWithoutConsentIsTakenAndKeptNowhere(LocalKafka kafka) {
		String withheld = """
				{"eventId":"no","type":"view_item","visitorId":"%s","itemId":"hat","consent":false}"""
			.formatted(this.visitor);
		Answer alone = this.shop.post("/v1/events", withheld);
		Answer beside = this.shop.post("/v1/events", "[" + withheld + ","
				+ withheld.replace("false", "true").replace("\"no\"", "\"yes-" + this.visitor + "\"") + "]");

		assertThat(alone.status()).isEqualTo(202);
		assertThat(alone.body().at("/results/0/status").asText()).isEqualTo("withheld");
		assertThat(beside.body().path("results").findValuesAsText("status")).containsExactly("withheld", "accepted");
		await().atMost(SOON)
			.until(() -> this.shop.get("/v1/visitors/" + this.visitor).body().at("/profile/interactions").size() == 1);
		assertThat(TopicContents.read(kafka, Topics.INTERACTIONS)).filteredOn(this::isOfVisitor)
			.extracting((record) -> json(record.value()).path("eventId").asText())
			.containsExactly("yes-" + this.visitor);
	}

	private JsonNode page(String question) {
		Answer answer = this.shop.post("/v1/recommendations/page", question.formatted(this.visitor));
		assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
		return answer.body().path("rows");
	}

	private List<String> similarTo(String item) {
		return this.shop.get("/v1/items/" + item + "/similar").itemIds();
	}

	private List<JsonNode> impressions(LocalKafka kafka) {
		return TopicContents.read(kafka, Topics.IMPRESSIONS)
			.stream()
			.filter(this::isOfVisitor)
			.map((record) -> json(record.value()))
			.toList();
	}

	private static String recommendationId(JsonNode answer) {
		return answer.path("recommendationId").asText();
	}

	private static JsonNode json(byte[] json) {
		try {
			return new ObjectMapper().readTree(json);
		}
		catch (IOException broken) {
			throw new AssertionError(broken);
		}
	}

	private double count(String counter) {
		return this.meters.find(counter).counters().stream().mapToDouble(Counter::count).sum();
	}

	private boolean isOfVisitor(ConsumerRecord<String, byte[]> record) {
		return this.visitor.equals(record.key());
	}

}
