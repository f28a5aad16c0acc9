package dev.beckon.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.beckon.log.Topics;
import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@IntegrationTest
class CatalogIntegrationTests {

	private final TestRestTemplate http;

	private final Catalogue catalogue;

	private final LocalKafka kafka;

	private final Set<String> written = ConcurrentHashMap.newKeySet();

	CatalogIntegrationTests(@Autowired TestRestTemplate http, @Autowired Catalogue catalogue, LocalKafka kafka) {
		this.http = http;
		http.getRestTemplate().setInterceptors(List.of((request, body, execution) -> {
			request.getHeaders().set("X-Api-Key", "local-admin");
			return execution.execute(request, body);
		}));
		this.catalogue = catalogue;
		this.kafka = kafka;
	}

	/** Leaves no catalogue behind: other tests share the service. */
	@AfterEach
	void removeItems() {
		this.kafka.heal();
		try (var producer = producer()) {
			for (String itemId : this.written) {
				var _ = producer.send(new ProducerRecord<>(Topics.ITEMS, itemId, null));
			}
		}
		await().until(() -> this.written.stream().allMatch((itemId) -> this.catalogue.find(itemId) == null));
	}

	@Test
	void anUnavailableItemIsGoneFromTheNextAnswersAndReturns() {
		assertThat(put(item("it-1", true)).getStatusCode()).isEqualTo(HttpStatus.OK);
		await().untilAsserted(() -> assertThat(this.catalogue.find("it-1")).isNotNull());
		assertThat(this.catalogue.mayShow("it-1")).isTrue();

		put(item("it-1", false));
		await().until(() -> !this.catalogue.mayShow("it-1"));

		put(item("it-1", true));
		await().until(() -> this.catalogue.mayShow("it-1"));
	}

	@Test
	void aTombstoneRemovesAnItem() throws Exception {
		put(item("it-1", true));
		await().until(() -> this.catalogue.find("it-1") != null);

		append("it-1", null);

		await().until(() -> this.catalogue.find("it-1") == null);
	}

	@Test
	void theGoodItemsOfAnArrayGoThrough() {
		ResponseEntity<JsonNode> answer = put("[" + item("it-1", true) + ",{\"itemId\":\"it-2\",\"title\":7}]");

		assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(body(answer).path("accepted").intValue()).isEqualTo(1);
		assertThat(body(answer).at("/items/0").toString()).isEqualTo("{\"itemId\":\"it-1\",\"status\":\"accepted\"}");
		assertThat(body(answer).at("/items/1/field").textValue()).isEqualTo("items[1].title");
		await().until(() -> this.catalogue.find("it-1") != null);
		assertThat(this.catalogue.find("it-2")).isNull();
	}

	@Test
	void withoutAGoodItemTheAnswerIsAProblemThatNamesTheField() {
		ResponseEntity<JsonNode> answer = put("[{\"itemId\":\"it-1\",\"title\":\"t\",\"price\":-1}]");

		assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
		assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(body(answer).path("field").textValue()).isEqualTo("items[0].price");
		assertThat(body(answer).path("items")).hasSize(1);
	}

	@Test
	void whatIsNotJsonIsAProblemThatLeaksNothing() {
		for (String broken : List.of("[{\"itemId\":", "", "not json")) {
			ResponseEntity<JsonNode> answer = put(broken);

			assertThat(answer.getStatusCode()).as(broken).isEqualTo(HttpStatus.BAD_REQUEST);
			assertThat(body(answer).toString()).doesNotContain("Exception", "jackson");
		}
	}

	@Test
	void aThousandItemsGoInAtOnce() {
		List<String> items = IntStream.range(0, 1_000).mapToObj((i) -> item("it-bulk-" + i, true)).toList();

		ResponseEntity<JsonNode> answer = put(items.toString());

		assertThat(body(answer).path("accepted").intValue()).isEqualTo(1_000);
		await().until(() -> this.written.stream().allMatch((itemId) -> this.catalogue.find(itemId) != null));
		assertThat(this.catalogue.available("it-shoes/running", 2_000, (_) -> true)).hasSize(1_000);
	}

	@Test
	void aPoisonRecordDoesNotStopTheView() throws Exception {
		put(item("it-1", true));
		append("it-1", new byte[] { 0, (byte) 0xff });
		append("it-1", item("it-2", true).getBytes(StandardCharsets.UTF_8));
		append("it-1", "{\"itemId\":\"it-1\"".getBytes(StandardCharsets.UTF_8));

		put(item("it-2", true));

		await().until(() -> this.catalogue.find("it-2") != null);
		await().untilAsserted(() -> assertThat(this.catalogue.find("it-1")).isNotNull());
	}

	@Test
	void whileKafkaIsAwayTheSenderIsToldToTryAgain() {
		this.kafka.kill();
		String items = "[" + item("it-1", true) + "," + item("it-2", true) + "]";

		ResponseEntity<JsonNode> refused = put(items);

		assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(refused.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
		this.kafka.start();
		await().until(() -> put(items).getStatusCode() == HttpStatus.OK);
		await().until(() -> this.catalogue.find("it-2") != null);
	}

	private String item(String itemId, boolean available) {
		this.written.add(itemId);
		return """
				{"itemId":"%s","title":"Shoe","category":["it-shoes","running"],"price":9.9,"available":%s}"""
			.formatted(itemId, available);
	}

	private ResponseEntity<JsonNode> put(String json) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		return this.http.exchange("/v1/items", HttpMethod.PUT, new HttpEntity<>(json, headers), JsonNode.class);
	}

	private static JsonNode body(ResponseEntity<JsonNode> answer) {
		return Objects.requireNonNull(answer.getBody());
	}

	@SuppressWarnings("NullAway") // Kafka's records are not annotated
	private void append(String key, byte @Nullable [] value) throws Exception {
		try (var producer = producer()) {
			producer.send(new ProducerRecord<>(Topics.ITEMS, key, value)).get(20, TimeUnit.SECONDS);
		}
	}

	private KafkaProducer<String, byte[]> producer() {
		return new KafkaProducer<>(Map.of("bootstrap.servers", this.kafka.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer());
	}

}
