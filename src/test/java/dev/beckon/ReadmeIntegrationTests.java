package dev.beckon;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.Markdown.Block;
import dev.beckon.catalog.Catalogue;
import dev.beckon.log.Topics;
import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** The commands in the documents do what the documents say. */
@IntegrationTest
class ReadmeIntegrationTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final Duration SOON = Duration.ofSeconds(60);

	/** Ids, times and scores are different each time; these are not. */
	private static final Set<String> FIXED = Set.of("status", "source", "fallbackReason", "padded", "because");

	/** An answer that is no success is a failure of the command. */
	private static final String STRICT = """
			curl() { command curl --fail-with-body --silent --show-error --max-time 10 "$@"; }
			""";

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Autowired
	private Catalogue catalogue;

	private final Markdown readme = Markdown.read("README.md");

	private List<String> items = List.of();

	/** What a command came to. */
	private record Outcome(int exit, String output) {
	}

	@BeforeEach
	void othersWentFromTheItemOnShowToTheItemsInTheAnswer() throws Exception {
		assumeThat(run("type -P curl").exit()).as("curl is there").isZero();
		this.items = this.readme.blocks()
			.stream()
			.filter((block) -> block.language().equals("json"))
			.flatMap((block) -> shown(block).findValuesAsText("itemId").stream())
			.toList();
		Shop shop = new Shop(this.port);
		assertThat(shop.offers(true, itemsOnShow()).status()).isEqualTo(200);
		for (int i = 0; i < 5; i++) {
			assertThat(shop.views("reader-" + i, itemsOnShow()).status()).isEqualTo(202);
		}
	}

	/** Leaves no catalogue behind: other tests share the service. */
	@AfterEach
	void takeTheItemsOutOfTheCatalogue(LocalKafka kafka) {
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer())) {
			for (String item : itemsOnShow()) {
				var _ = producer.send(new ProducerRecord<>(Topics.ITEMS, item, null));
			}
		}
		await().atMost(SOON)
			.until(() -> Stream.of(itemsOnShow()).allMatch((item) -> this.catalogue.find(item) == null));
	}

	@Test
	void theCommandsOfTheReadmeAnswerAsShown() throws Exception {
		List<Block> blocks = this.readme.blocks();
		assertThat(blocks).filteredOn((block) -> block.isCommand("curl")).hasSizeGreaterThanOrEqualTo(4);
		for (int i = 0; i < blocks.size(); i++) {
			if (blocks.get(i).isCommand("curl")) {
				assertAnswers(blocks.get(i), blocks.get(i + 1));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "docs/operations.md", "docs/runbook.md", "docs/storefront.md" })
	void theCommandsOfTheDocumentsAreTaken(String document) {
		assertThat(Markdown.read(document).blocks()).filteredOn((block) -> block.isCommand("curl"))
			.isNotEmpty()
			.allSatisfy(this::assertSucceeds);
	}

	/** A click takes a moment until it is in the answer. */
	private void assertAnswers(Block command, Block next) throws Exception {
		if (!next.language().equals("json")) {
			assertSucceeds(command);
			return;
		}
		await().atMost(SOON).untilAsserted(() -> {
			JsonNode answer = JSON.readTree(assertSucceeds(command));
			assertLike(shown(next), answer);
			assertThat(answer.findValuesAsText("itemId")).containsAll(shown(next).findValuesAsText("itemId"));
		});
	}

	private String assertSucceeds(Block command) throws IOException, InterruptedException {
		Outcome outcome = run(command.text());
		assertThat(outcome.exit()).as(outcome.output()).isZero();
		return outcome.output();
	}

	private static void assertLike(JsonNode shown, JsonNode answer) {
		shown.properties().forEach((field) -> {
			JsonNode answered = answer.path(field.getKey());
			assertThat(answered.isMissingNode()).as(field.getKey()).isFalse();
			if (FIXED.contains(field.getKey())) {
				assertThat(answered).as(field.getKey()).isEqualTo(field.getValue());
			}
		});
		for (String list : List.of("items", "results")) {
			assertThat(answer.path(list)).hasSize(shown.path(list).size());
			for (int i = 0; i < shown.path(list).size(); i++) {
				assertLike(shown.path(list).path(i), answer.path(list).path(i));
			}
		}
	}

	private Outcome run(String command) throws IOException, InterruptedException {
		String here = command.replace("localhost:8080", "localhost:" + this.port)
			.replace("localhost:8081", "localhost:" + this.managementPort);
		Process process = new ProcessBuilder("bash", "-euc", STRICT + here).redirectErrorStream(true).start();
		try (var output = process.getInputStream()) {
			return new Outcome(process.waitFor(), new String(output.readAllBytes(), UTF_8));
		}
	}

	private String[] itemsOnShow() {
		return Stream.concat(Stream.of("running-7"), this.items.stream()).toArray(String[]::new);
	}

	private static JsonNode shown(Block json) {
		try {
			return JSON.readTree(json.text());
		}
		catch (IOException broken) {
			throw new IllegalArgumentException("not JSON: " + json.text(), broken);
		}
	}

}
