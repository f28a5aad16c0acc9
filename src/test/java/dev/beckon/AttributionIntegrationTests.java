package dev.beckon;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.beckon.Shop.Answer;
import dev.beckon.log.Topics;
import dev.beckon.stack.LocalKafka;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.WithLocalStack;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What answers led to, as two processes tell it. */
@WithLocalStack
@TestInstance(Lifecycle.PER_CLASS)
class AttributionIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final String FIGURES = "/console/figures?period=24h&category=";

	@TempDir
	private static Path snapshots;

	private final String category = "hats-" + UUID.randomUUID();

	private final String visitor = "counted-" + UUID.randomUUID();

	private TwoProcesses processes;

	private Beckon here;

	private Beckon there;

	@BeforeAll
	void twoProcessesAreUp(LocalStack stack) {
		this.processes = TwoProcesses.start(stack, snapshots);
		this.here = this.processes.here();
		this.there = this.processes.there();
		String items = """
				[{"itemId":"%1$s-a","title":"<b>Fez</b>","category":["%1$s","low"],"price":10,"available":true},
				 {"itemId":"%1$s-b","title":"Topper","category":["%1$s","tall"],"price":20,"available":true}]"""
			.formatted(this.category);
		assertThat(this.here.shop().put("/v1/items", items).status()).isEqualTo(200);
	}

	@AfterAll
	void stop(LocalKafka kafka) {
		Shelves.clear(kafka, List.of(this.category + "-a", this.category + "-b"));
		this.processes.close();
	}

	@Test
	void aClickAndAPurchaseShowInEveryProcessAndNoReplayCountsThemTwice(LocalKafka kafka) {
		String item = this.category + "-a";
		Answer answer = awaitAnswerWith(item);
		String events = "[" + event("view_item", item, answer) + "," + event("purchase", item, answer) + "]";
		assertThat(this.here.shop().post("/v1/events", events).status()).isEqualTo(202);
		assertThat(this.here.shop().post("/v1/events", events).status()).isEqualTo(202);

		await().atMost(SOON).untilAsserted(() -> assertThat(total(this.here).path("purchases").asInt()).isOne());
		await().atMost(SOON).untilAsserted(() -> assertThat(total(this.there).path("purchases").asInt()).isOne());
		replay(kafka, Topics.INTERACTIONS);
		replay(kafka, Topics.IMPRESSIONS);
		awaitAnswerWith(this.category + "-b");
		this.here.shop().post("/v1/events", event("add_to_cart", item, answer));

		for (Beckon process : List.of(this.here, this.there)) {
			assertCountedOnce(process, kafka);
		}
		try (Beckon later = this.processes.later()) {
			assertCountedOnce(later, kafka);
		}
	}

	/** What comes behind the replay is counted, and so the replay was read. */
	private void assertCountedOnce(Beckon process, LocalKafka kafka) {
		await().atMost(SOON).untilAsserted(() -> {
			JsonNode total = total(process);
			assertThat(total.path("answers").asLong()).isEqualTo(shown(kafka));
			assertThat(total.path("addToCarts").asInt()).isOne();
			assertThat(total.path("clicks").asInt()).isOne();
			assertThat(total.path("purchases").asInt()).isOne();
			assertThat(total.path("revenue").asDouble()).isEqualTo(39.8);
			assertThat(figures(process).path("complete").asBoolean()).isTrue();
		});
	}

	@Test
	void theFiguresCanBeTakenAway() {
		Answer refused = this.here.get("/console/figures?period=1y");

		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.text("field")).isEqualTo("period");
		assertThat(this.here.get("/console/figures.csv?by=nothing").text("field")).isEqualTo("by");
	}

	private Answer awaitAnswerWith(String item) {
		String question = "/v1/recommendations?placement=category&category=" + this.category + "&visitorId="
				+ this.visitor;
		AtomicReference<Answer> answer = new AtomicReference<>(this.here.shop().get(question));
		await().atMost(SOON).until(() -> {
			answer.set(this.here.shop().get(question));
			return answer.get().itemIds().contains(item) && total(this.here).path("answers").asInt() > 0;
		});
		return answer.get();
	}

	private String event(String type, String item, Answer answer) {
		return """
				{"eventId":"%s-%s","type":"%s","visitorId":"%s","itemId":"%s","timestamp":"%s","quantity":2,"price":19.9,
				 "recommendationId":"%s"}"""
			.formatted(this.visitor, type, type, this.visitor, item, Instant.now(), answer.text("recommendationId"));
	}

	/** Has the log hold again all that it holds of this visitor. */
	private void replay(LocalKafka kafka, String topic) {
		List<ProducerRecord<String, byte[]>> again = TopicContents.read(kafka, topic)
			.stream()
			.filter((record) -> this.visitor.equals(record.key()))
			.map((record) -> new ProducerRecord<>(topic, record.key(), record.value()))
			.toList();
		assertThat(again).isNotEmpty();
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer())) {
			for (ProducerRecord<String, byte[]> record : again) {
				var _ = producer.send(record);
			}
		}
	}

	/** Different answers that the log holds. */
	private long shown(LocalKafka kafka) {
		return TopicContents.read(kafka, Topics.IMPRESSIONS)
			.stream()
			.filter((record) -> this.visitor.equals(record.key()))
			.map((record) -> new String(record.value(), StandardCharsets.UTF_8).substring(0, 60))
			.distinct()
			.count();
	}

	private JsonNode total(Beckon process) {
		return figures(process).at("/figures/total");
	}

	private JsonNode figures(Beckon process) {
		Answer answer = process.get(FIGURES + this.category);
		assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
		return answer.body();
	}

}
