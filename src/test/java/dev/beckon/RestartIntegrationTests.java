package dev.beckon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.beckon.index.Candidate;
import dev.beckon.index.Ranking;
import dev.beckon.log.TopicTail;
import dev.beckon.log.TopicTails;
import dev.beckon.log.Topics;
import dev.beckon.popularity.PopularItem;
import dev.beckon.popularity.Popularity;
import dev.beckon.session.CurrentSessions;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.WithLocalStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The views outlive a process. Other tests write to the same log, so what is compared are
 * items of this test's own.
 */
@WithLocalStack
class RestartIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final int VISITORS = 40;

	private final String own = UUID.randomUUID().toString();

	private final String shopper = "shopper-" + this.own;

	private final String leaving = "leaving-" + this.own;

	@TempDir
	private Path kept;

	@TempDir
	private Path elsewhere;

	@Test
	void aRestartReadsOnlyWhatIsNewAndAnswersTheSame(LocalStack stack) throws IOException {
		List<Candidate> ranked;
		List<String> popular;
		try (ConfigurableApplicationContext service = start(stack, this.kept)) {
			visit(service);
			ranked = ranked(service);
			popular = popular(service);
		}
		try (ConfigurableApplicationContext restarted = start(stack, this.kept)) {
			awaitCaughtUp(restarted);

			assertThat(sessionsTail(restarted).readRecords()).isLessThan(VISITORS);
			assertThat(ranked(restarted)).isEqualTo(ranked);
			await().atMost(SOON).untilAsserted(() -> assertThat(popular(restarted)).isEqualTo(popular));
		}
		try (ConfigurableApplicationContext other = start(stack, this.elsewhere)) {
			awaitCaughtUp(other);
			Shop shop = new Shop(port(other));
			assertThat(shop.delete("/v1/visitors/" + this.leaving).status()).isEqualTo(200);
			await().atMost(SOON).until(() -> shop.views(this.shopper, item("new")).status() == 202);
			await().atMost(SOON).until(() -> touched(other, this.shopper).contains(item("new")));
		}
		try (ConfigurableApplicationContext restarted = start(stack, this.kept)) {
			awaitCaughtUp(restarted);

			assertThat(sessionsTail(restarted).readRecords()).isLessThan(VISITORS);
			assertThat(touched(restarted, this.leaving)).isEmpty();
			assertThat(ranked(restarted)).extracting(Candidate::itemId)
				.contains(item("sock"))
				.doesNotContain(item("only-" + this.leaving));
			assertThat(touched(restarted, this.shopper)).contains(item("shoe"), item("new"));
		}
		damage();
		try (ConfigurableApplicationContext restarted = start(stack, this.kept)) {
			awaitCaughtUp(restarted);

			assertThat(sessionsTail(restarted).readRecords()).isGreaterThan(VISITORS);
			assertThat(touched(restarted, this.shopper)).contains(item("shoe"), item("new"));
		}
	}

	/**
	 * Many go from shoes to socks, one has been elsewhere too, and one looks at shoes.
	 */
	private void visit(ConfigurableApplicationContext service) {
		Shop shop = new Shop(port(service));
		await().atMost(SOON).until(() -> shop.views(this.shopper, item("shoe")).status() == 202);
		for (int i = 0; i < VISITORS; i++) {
			assertThat(shop.views("visitor-" + i + this.own, item("shoe"), item("sock")).status()).isEqualTo(202);
		}
		assertThat(shop.views(this.leaving, item("shoe"), item("only-" + this.leaving)).status()).isEqualTo(202);
		awaitAllSeen(service);
		await().atMost(SOON).until(() -> ranked(service).size() == 2);
		await().atMost(SOON).until(() -> popular(service).size() == 3);
	}

	private void awaitAllSeen(ConfigurableApplicationContext service) {
		for (int i = 0; i < VISITORS; i++) {
			String visitor = "visitor-" + i + this.own;
			await().atMost(SOON).until(() -> touched(service, visitor).size() == 2);
		}
	}

	private void damage() throws IOException {
		Path file = this.kept.resolve(Topics.SESSIONS + ".snapshot");
		byte[] bytes = Files.readAllBytes(file);
		bytes[bytes.length / 2] ^= 1;
		Files.write(file, bytes);
	}

	private List<Candidate> ranked(ConfigurableApplicationContext service) {
		return service.getBean(Ranking.class).similar(item("shoe"), 100, (item) -> item.startsWith(this.own));
	}

	private List<String> popular(ConfigurableApplicationContext service) {
		return service.getBean(Popularity.class)
			.overall(1_000, (item) -> item.startsWith(this.own))
			.stream()
			.map(PopularItem::itemId)
			.toList();
	}

	private static List<String> touched(ConfigurableApplicationContext service, String visitor) {
		return service.getBean(CurrentSessions.class)
			.touchesOf(visitor)
			.stream()
			.map((touch) -> touch.itemId())
			.toList();
	}

	private static TopicTail sessionsTail(ConfigurableApplicationContext service) {
		return service.getBean("sessionsTail", TopicTail.class);
	}

	private static void awaitCaughtUp(ConfigurableApplicationContext service) {
		await().atMost(SOON).until(() -> service.getBean(TopicTails.class).caughtUp());
	}

	private String item(String name) {
		return this.own + "-" + name;
	}

	private static int port(ConfigurableApplicationContext service) {
		return Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
	}

	private static ConfigurableApplicationContext start(LocalStack stack, Path snapshots) {
		Map<String, Object> own = Map.of("server.port", 0, "management.server.port", 0,
				"management.prometheus.metrics.export.enabled", false);
		Stream<String> ofTheStack = stack.properties()
			.entrySet()
			.stream()
			.filter((property) -> !property.getKey().equals("beckon.snapshot-dir"))
			.map((property) -> "--" + property.getKey() + "=" + property.getValue());
		Stream<String> ofThisTest = own.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue());
		return new SpringApplicationBuilder(BeckonApplication.class)
			.run(Stream.of(ofTheStack, ofThisTest, Stream.of("--beckon.snapshot-dir=" + snapshots))
				.flatMap((properties) -> properties)
				.toArray(String[]::new));
	}

}
