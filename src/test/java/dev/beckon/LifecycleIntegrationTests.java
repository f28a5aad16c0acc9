package dev.beckon;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import dev.beckon.Shop.Answer;
import dev.beckon.access.OwnKey;
import dev.beckon.log.Topics;
import dev.beckon.recommend.WarmUp;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.WithLocalStack;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Start and stop: whatever is away, and whatever is under way. */
@WithLocalStack
class LifecycleIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	@TempDir
	private Path snapshots;

	@Test
	void theServiceStartsWithKafkaAndRedisDownAndHealsByItself(LocalStack stack) {
		stack.kafka().kill();
		stack.redis().killAll();
		try (ConfigurableApplicationContext service = start(stack, "all")) {
			Shop shop = new Shop(port(service, "local.server.port"));
			Shop management = new Shop(port(service, "local.management.port"));
			assertThat(shop.recommendations("anybody").status()).isEqualTo(200);
			assertThat(shop.recommendations("anybody").text("fallbackReason")).isEqualTo("store_error");
			assertThat(management.get("/actuator/health/liveness").status()).isEqualTo(200);
			assertThat(management.get("/actuator/health/readiness").status()).isEqualTo(503);

			stack.heal();
			await().atMost(SOON).until(() -> management.get("/actuator/health/readiness").status() == 200);
			String visitor = "after-the-outage-" + UUID.randomUUID();
			await().atMost(SOON).until(() -> shop.views(visitor, "sneaker").status() == 202);
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(shop.recommendations(visitor).text("source")).isEqualTo("profile"));
		}
	}

	@Test
	void stoppingUnderLoadLosesNothingThatWasAccepted(LocalStack stack) {
		String visitor = "leaving-" + UUID.randomUUID();
		Queue<String> accepted = new ConcurrentLinkedQueue<>();
		Thread clicking;
		try (ConfigurableApplicationContext leaving = start(stack, "all")) {
			Shop shop = new Shop(port(leaving, "local.server.port"));
			await().atMost(SOON).until(() -> shop.views(visitor, "first").status() == 202);
			clicking = Thread.ofVirtual().start(() -> click(shop, visitor, accepted));
			await().atMost(SOON).until(() -> accepted.size() >= 20);
		}
		await().atMost(SOON).until(() -> !clicking.isAlive());

		try (ConfigurableApplicationContext next = start(stack, "all")) {
			Shop shop = new Shop(port(next, "local.server.port"));
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(shop.get("/v1/visitors/" + visitor)
					.body()
					.at("/sessions/0/interactions")
					.findValuesAsText("itemId")).contains("first").containsAll(accepted).doesNotHaveDuplicates());
		}
	}

	@Test
	void aServiceGetsWarmBeforeItIsReadyAndLeavesNoTraceOfIt(LocalStack stack) {
		try (ConfigurableApplicationContext service = start(stack, "all",
				Map.of("beckon.recommend.warm-up.enabled", true, "beckon.recommend.warm-up.max-time", "300ms"))) {
			Shop management = new Shop(port(service, "local.management.port"));
			await().atMost(SOON).until(() -> management.get("/actuator/health/readiness").status() == 200);

			assertThat(service.getBean(WarmUp.class).requests()).isPositive();
			String visitor = "rehearsed-" + UUID.randomUUID();
			Shop shop = new Shop(port(service, "local.server.port"));
			assertThat(shop.as(service.getBean(OwnKey.class).key()).views(visitor, "sneaker").status()).isEqualTo(202);
			for (String counted : List.of("beckon.answers", "beckon.impressions", "beckon.events")) {
				assertThat(service.getBean(MeterRegistry.class).find(counted).counters()).as(counted)
					.isNotEmpty()
					.allSatisfy((counter) -> assertThat(counter.count()).isZero());
			}
			assertThat(TopicContents.read(stack.kafka(), Topics.INTERACTIONS))
				.noneMatch((consumed) -> visitor.equals(consumed.key()));
		}
	}

	@Test
	void theFirstAnswerOfAProcessIsNotedToo(LocalStack stack) {
		try (ConfigurableApplicationContext service = start(stack, "serve")) {
			Shop management = new Shop(port(service, "local.management.port"));
			await().atMost(SOON).until(() -> management.get("/actuator/health/readiness").status() == 200);

			String visitor = "first-" + UUID.randomUUID();
			new Shop(port(service, "local.server.port")).recommendations(visitor);

			MeterRegistry meters = service.getBean(MeterRegistry.class);
			await().atMost(SOON).until(() -> meters.counter("beckon.impressions", "outcome", "sent").count() == 1);
			assertThat(TopicContents.read(stack.kafka(), Topics.IMPRESSIONS))
				.anyMatch((consumed) -> visitor.equals(consumed.key()));
		}
	}

	@Test
	void theTwoRolesTogetherDoWhatOneProcessDoes(LocalStack stack) {
		try (ConfigurableApplicationContext ingest = start(stack, "ingest");
				ConfigurableApplicationContext serve = start(stack, "serve")) {
			Shop shop = new Shop(port(serve, "local.server.port"));
			String visitor = "split-" + UUID.randomUUID();
			await().atMost(SOON).until(() -> shop.views(visitor, "sneaker").status() == 202);
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(shop.recommendations(visitor).text("source")).isEqualTo("profile"));
			Answer refused = new Shop(port(ingest, "local.server.port")).recommendations(visitor);
			assertThat(refused.status()).as(refused.body().toString()).isEqualTo(404);
		}
	}

	private static void click(Shop shop, String visitor, Queue<String> accepted) {
		for (int i = 0; i < 150; i++) {
			String item = "item-" + i;
			try {
				if (shop.views(visitor, item).status() == 202) {
					accepted.add(item);
				}
			}
			catch (UncheckedIOException stopped) {
				return;
			}
		}
	}

	private ConfigurableApplicationContext start(LocalStack stack, String role) {
		return start(stack, role, Map.of("beckon.recommend.warm-up.enabled", false));
	}

	private ConfigurableApplicationContext start(LocalStack stack, String role, Map<String, Object> more) {
		Map<String, Object> own = Map.of("server.port", 0, "management.server.port", 0, "beckon.role", role,
				"beckon.snapshot-dir", this.snapshots.toString(), "management.prometheus.metrics.export.enabled", false,
				"beckon.recommend.latency-budget", "2s", "beckon.recommend.overload-wait", "1s");
		String[] properties = Stream.of(stack.properties(), own, more)
			.flatMap((all) -> all.entrySet().stream())
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
		return new SpringApplicationBuilder(BeckonApplication.class).run(last(properties));
	}

	/** Later arguments do not win over earlier ones: the last of each name is kept. */
	private static String[] last(String[] properties) {
		Map<String, String> byName = new LinkedHashMap<>();
		List.of(properties).forEach((property) -> byName.put(property.substring(0, property.indexOf('=')), property));
		return byName.values().toArray(String[]::new);
	}

	private static int port(ConfigurableApplicationContext service, String name) {
		return Integer.parseInt(service.getEnvironment().getRequiredProperty(name));
	}

}
