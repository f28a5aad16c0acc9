package dev.beckon;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.beckon.Shop.Answer;
import dev.beckon.catalog.Catalogue;
import dev.beckon.log.Topics;
import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** What an answer may contain, and what it says of its items. */
@IntegrationTest
@TestPropertySource(properties = { "beckon.recommend.placements.cart.max-per-category=1",
		"beckon.recommend.placements.product.exploration-share=0.5",
		"beckon.recommend.exploration.refresh-interval=100ms" })
class AnswerRulesIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private static final String[] ITEMS = { "rule-boot", "rule-polish", "rule-brush", "rule-1", "rule-2", "rule-3" };

	private final Catalogue catalogue;

	private final MeterRegistry meters;

	private final LocalKafka kafka;

	private final Set<String> written = new HashSet<>();

	@LocalServerPort
	private int port;

	private Shop shop;

	AnswerRulesIntegrationTests(@Autowired Catalogue catalogue, @Autowired MeterRegistry meters, LocalKafka kafka) {
		this.catalogue = catalogue;
		this.meters = meters;
		this.kafka = kafka;
	}

	@BeforeEach
	void othersWentFromBootsToPolish() {
		this.shop = new Shop(this.port);
		this.written.addAll(List.of(ITEMS));
		this.shop.offers(true, ITEMS);
		for (int i = 0; i < 20; i++) {
			this.shop.views("rule-walker-" + i, "rule-boot", "rule-polish", "rule-brush");
		}
		this.shop.views("rule-shopper", "rule-boot");
		await().atMost(SOON).untilAsserted(() -> {
			assertThat(List.of(ITEMS)).allMatch(this.catalogue::mayShow);
			assertThat(ask("home", "").itemIds()).contains("rule-polish", "rule-brush");
		});
	}

	/** Leaves no catalogue behind: other tests share the log. */
	@AfterEach
	void removeItems() {
		try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", this.kafka.bootstrapServers()),
				new StringSerializer(), new ByteArraySerializer())) {
			for (String itemId : this.written) {
				var _ = producer.send(new ProducerRecord<>(Topics.ITEMS, itemId, null));
			}
		}
		await().atMost(SOON)
			.until(() -> this.written.stream().allMatch((itemId) -> this.catalogue.find(itemId) == null));
	}

	@Test
	void aScoreIsExplainedWhenAskedFor() {
		assertThat(items(ask("home", "")))
			.allSatisfy((item) -> assertThat(item.has("parts") || item.has("evidence")).isFalse());

		List<JsonNode> explained = items(ask("home", "&explain=true"));
		assertThat(explained).isNotEmpty().allSatisfy((item) -> {
			double sum = item.path("parts").valueStream().mapToDouble(JsonNode::asDouble).sum();
			assertThat(sum).isCloseTo(item.path("score").asDouble(), within(1e-3));
		});
		assertThat(explained.getFirst().at("/evidence/near").asDouble()).isPositive();
		assertThat(items(this.shop.get("/v1/recommendations?visitorId=rule-nobody&explain=true"))).isNotEmpty()
			.allSatisfy((item) -> assertThat(item.path("parts").has("interactions")).isTrue());
	}

	@Test
	void noCategoryIsThereMoreOftenThanThePlacementAllows() {
		assertThat(ask("cart", "").itemIds()).filteredOn((itemId) -> List.of(ITEMS).contains(itemId)).hasSize(1);
	}

	@Test
	void newItemsAreShownAndLabelledAndCounted() {
		await().atMost(SOON).untilAsserted(() -> {
			Answer answer = ask("product", "&limit=4");
			assertThat(answer.text("source")).isEqualTo("profile");
			assertThat(items(answer)).hasSizeGreaterThan(1)
				.filteredOn((item) -> item.path("explored").asBoolean())
				.isNotEmpty()
				.allSatisfy((item) -> assertThat(item.path("because").isNull()).isTrue());
		});
		assertThat(this.meters.counter("beckon.explored.impressions", "placement", "product").count()).isPositive();
		assertThat(items(ask("home", ""))).noneMatch((item) -> item.has("explored"));
	}

	@Test
	void aCatalogueWhereNothingIsAvailableGivesAnEmptyAnswer() {
		List<String> available = this.catalogue.available("", 2000, (itemId) -> true);
		this.written.addAll(available);
		this.shop.offers(false, available.toArray(String[]::new));
		await().atMost(SOON).until(() -> this.catalogue.available("", 1, (itemId) -> true).isEmpty());

		for (String placement : List.of("home", "product", "cart")) {
			Answer answer = ask(placement, "&itemId=rule-boot&category=shoes");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.text("source")).isEqualTo("profile");
			assertThat(answer.itemIds()).isEmpty();
			assertThat(answer.body().path("padded").asInt()).isZero();
		}
	}

	private Answer ask(String placement, String more) {
		return this.shop.get("/v1/recommendations?visitorId=rule-shopper&placement=" + placement + more);
	}

	private static List<JsonNode> items(Answer answer) {
		return StreamSupport.stream(answer.body().path("items").spliterator(), false).toList();
	}

}
