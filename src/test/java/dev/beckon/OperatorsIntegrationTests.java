package dev.beckon;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.RedisNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What operators see. */
@IntegrationTest
class OperatorsIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	private Shop shop;

	private Shop management;

	private final String visitor = "watched-" + UUID.randomUUID();

	private final String item = "watched-item-" + UUID.randomUUID();

	@BeforeEach
	void aVisitorClicksAndAsks() {
		this.shop = new Shop(this.port);
		this.management = new Shop(this.managementPort);
		this.shop.views(this.visitor, this.item);
		await().atMost(SOON)
			.untilAsserted(
					() -> assertThat(this.shop.recommendations(this.visitor).text("source")).isEqualTo("profile"));
	}

	@Test
	void everyLabelOfAnAnswerIsAMetricTagAndNoIdIs() {
		String scrape = scrape();

		assertThat(scrape).containsPattern(Pattern
			.compile("beckon_answers_total\\{.*placement=\"home\",reason=\"none\",source=\"profile\"\\} [1-9]"));
		assertThat(scrape).doesNotContain(this.visitor, this.item);
	}

	@Test
	void whatIsDocumentedIsMeasured() {
		List<String> documented = Pattern.compile("\\| `(beckon_[a-z_]+)` \\| [a-z]+")
			.matcher(Documents.read("docs/metrics.md"))
			.results()
			.map((name) -> name.group(1))
			.toList();

		assertThat(documented).hasSizeGreaterThan(20);
		await().atMost(SOON).untilAsserted(() -> {
			String scrape = scrape();
			assertThat(documented).allSatisfy((name) -> assertThat(scrape).contains("\n# HELP " + name + " "));
		});
	}

	@Test
	void anInteractionThatComesTwiceIsADuplicateToBothListeners() {
		double profiles = duplicates("profiles");
		double sessions = duplicates("sessions");
		String event = Shop.event("twice-" + this.visitor, "view_item", this.visitor, this.item, Instant.now());
		this.shop.post("/v1/events", "[" + event + "," + event + "]");

		await().atMost(SOON).untilAsserted(() -> {
			assertThat(duplicates("profiles")).isGreaterThanOrEqualTo(profiles + 1);
			assertThat(duplicates("sessions")).isGreaterThanOrEqualTo(sessions + 1);
		});
	}

	@Test
	void livenessAsksNobodyAndReadinessStaysOnceTheViewsHaveCaughtUp(LocalRedis redis, LocalKafka kafka) {
		assertThat(this.management.get("/actuator/health/readiness").status()).isEqualTo(200);
		redis.killAll();
		kafka.kill();

		assertThat(this.management.get("/actuator/health/liveness").status()).isEqualTo(200);
		assertThat(this.management.get("/actuator/health/readiness").status()).isEqualTo(200);
		assertThat(this.shop.recommendations(this.visitor).status()).isEqualTo(200);
	}

	@Test
	void everyRedisKeyHasATimeToLive(LocalRedis redis) {
		for (RedisNode primary : redis.primaries()) {
			List<String> keys = primary.ask((node) -> node.keys("*"));
			assertThat(keys)
				.allSatisfy((key) -> assertThat(primary.<Long>ask((node) -> node.ttl(key))).as(key).isPositive());
		}
	}

	private double duplicates(String listener) {
		String series = "beckon_interactions_total{application=\"beckon\",listener=\"" + listener
				+ "\",outcome=\"duplicate\"} ";
		return scrape().lines()
			.filter((line) -> line.startsWith(series))
			.mapToDouble((line) -> Double.parseDouble(line.substring(series.length())))
			.findFirst()
			.orElseThrow();
	}

	private String scrape() {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http
				.send(HttpRequest
					.newBuilder(URI.create("http://localhost:" + this.managementPort + "/actuator/prometheus"))
					.header("X-Api-Key", "local-sre")
					.build(), BodyHandlers.ofString())
				.body();
		}
		catch (IOException | InterruptedException failed) {
			throw new AssertionError(failed);
		}
	}

}
