package dev.beckon;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.beckon.Shop.Answer;
import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.RedisNode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** When things break, the answers stay: personal, labelled, in time. */
@IntegrationTest
class OutageIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final Set<String> STORE_FAILURES = Set.of("store_timeout", "store_error", "breaker_open");

	@LocalServerPort
	private int port;

	@Autowired
	private CircuitBreakerRegistry breakers;

	private Shop shop;

	private List<String> visitors = List.of();

	@BeforeEach
	void thirtyKnownVisitorsLookedAtSneakers() {
		this.shop = new Shop(this.port);
		String run = UUID.randomUUID().toString();
		for (int i = 0; i < 5; i++) {
			this.shop.views("walker-" + run + i, "sneaker", "laces");
			this.shop.views("drinker-" + run + i, "kettle", "tea");
		}
		this.visitors = IntStream.range(0, 30).mapToObj((i) -> "visitor-" + run + "-" + i).toList();
		this.visitors.forEach((visitor) -> this.shop.views(visitor, "sneaker"));
		awaitProfiles();
		awaitSessions();
	}

	@AfterEach
	void breakersAreAutomaticAgain() {
		shards().forEach(CircuitBreaker::reset);
	}

	@Test
	void killingAPrimaryAndThenAllOfRedisCostsNoAnswerAndKeepsEveryAnswerPersonal(LocalRedis redis) {
		String first = this.visitors.getFirst();
		Shoppers shoppers = Shoppers.asking(this.shop, this.visitors);
		try (shoppers) {
			primaryOf(redis, first).kill();
			int answered = shoppers.answers().size();
			await().atMost(SOON).until(() -> shoppers.answers().size() > answered + 150);
			redis.killAll();
			this.shop.views(first, "kettle");
			await("a click made after Redis died changes the answer").atMost(SOON).untilAsserted(() -> {
				Answer answer = this.shop.recommendations(first);
				assertThat(answer.text("source")).isEqualTo("session_view");
				assertThat(STORE_FAILURES).contains(answer.text("fallbackReason"));
				assertThat(answer.itemIds()).first().isEqualTo("tea");
			});
			redis.heal();
			awaitProfiles();
			await("the click made meanwhile is in the profile").atMost(SOON)
				.untilAsserted(() -> assertThat(known(first)).contains("sneaker", "kettle"));
		}

		await().atMost(SOON).until(shoppers::allAnswered);
		assertThat(shoppers.answers()).allSatisfy((answer) -> {
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.text("source")).isIn("profile", "session_view");
			assertThat(answer.itemIds()).isNotEmpty();
		});
	}

	@Test
	void aSilentShardCostsItsOwnVisitorsOneSliceAndTheOthersNothing(LocalRedis redis) {
		String theirs = this.visitors.getFirst();
		RedisNode primary = primaryOf(redis, theirs);
		String others = this.visitors.stream()
			.filter((visitor) -> primaryOf(redis, visitor).port() != primary.port())
			.findFirst()
			.orElseThrow();
		redis.replicasOf(primary).forEach(RedisNode::pause);
		primary.pause();

		await().atMost(SOON).untilAsserted(() -> {
			Answer answer = this.shop.recommendations(theirs);
			assertThat(answer.text("source")).isEqualTo("session_view");
			assertThat(answer.text("fallbackReason")).isEqualTo("breaker_open");
		});
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.shop.recommendations(others).text("source")).isEqualTo("profile"));
		redis.heal();
		awaitProfiles();
	}

	@Test
	void aDeadShardDoesNotHoldUpTheProfilesOfTheOthersAndLosesNothing(LocalRedis redis) {
		String theirs = this.visitors.getFirst();
		RedisNode primary = primaryOf(redis, theirs);
		List<String> others = this.visitors.stream()
			.filter((visitor) -> primaryOf(redis, visitor).port() != primary.port())
			.toList();
		redis.replicasOf(primary).forEach(RedisNode::kill);
		primary.kill();

		this.shop.views(theirs, "boot");
		for (String visitor : others) {
			this.shop.views(visitor, "kettle");
			await("written although another shard is dead").atMost(SOON)
				.untilAsserted(() -> assertThat(known(visitor)).contains("kettle"));
		}
		redis.heal();
		await().atMost(SOON).untilAsserted(() -> assertThat(known(theirs)).contains("boot"));
		awaitProfiles();
	}

	@Test
	void aBreakerAnOperatorForcesOpenIsNamed() {
		shards().forEach(CircuitBreaker::transitionToForcedOpenState);

		Answer answer = this.shop.recommendations(this.visitors.getFirst());

		assertThat(answer.text("source")).isEqualTo("session_view");
		assertThat(answer.text("fallbackReason")).isEqualTo("breaker_forced_open");
	}

	@Test
	void anEvictedProfileIsNamedAnsweredFromTheViewAndRefilled(LocalRedis redis) {
		String evicted = this.visitors.getFirst();
		await("longer ago than a profile may be on its way").atMost(SOON).untilAsserted(() -> {
			primaryOf(redis, evicted).ask((node) -> node.del("profile:" + evicted));
			Answer answer = this.shop.recommendations(evicted);
			assertThat(answer.text("fallbackReason")).isEqualTo("evicted");
			assertThat(answer.text("source")).isEqualTo("session_view");
			assertThat(answer.itemIds()).first().isEqualTo("laces");
		});

		awaitProfiles();
		assertThat(known(evicted)).containsExactly("sneaker");
	}

	@Test
	void withoutKafkaAnswersGoOnAndEventsAreRefusedUntilTheyCanBeKept(LocalKafka kafka) {
		String visitor = this.visitors.getFirst();
		String event = Shop.event("retried-" + visitor, "view_item", visitor, "boot", Instant.now());
		kafka.kill();

		Answer refused = this.shop.post("/v1/events", event);
		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
		assertThat(refused.text("detail")).contains("Kafka");
		await().atMost(SOON).untilAsserted(() -> {
			Answer answer = this.shop.recommendations(visitor);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.text("source")).isEqualTo("profile");
		});

		kafka.start();
		await().atMost(SOON).until(() -> this.shop.post("/v1/events", event).status() == 202);
		this.shop.post("/v1/events", event);
		await().atMost(SOON).untilAsserted(() -> assertThat(known(visitor)).containsExactly("sneaker", "boot"));
	}

	@Test
	void offsetsAreCommittedOnlyAfterTheProfilesAreWritten(LocalRedis redis, LocalKafka kafka) {
		String visitor = this.visitors.getFirst();
		Map<TopicPartition, Long> before = await().atMost(SOON)
			.until(() -> committed(kafka, "beckon-profiles"),
					(committed) -> committed.equals(committed(kafka, "beckon-sessions")));
		redis.killAll();
		this.shop.views(visitor, "boot");
		await("the sessions' group goes on").atMost(SOON)
			.untilAsserted(
					() -> assertThat(this.shop.get("/v1/visitors/" + visitor).body().at("/sessions/0/interactions"))
						.hasSize(2));

		assertThat(committed(kafka, "beckon-profiles")).isEqualTo(before);
		redis.heal();
		await().atMost(SOON).untilAsserted(() -> assertThat(known(visitor)).contains("boot"));
		await().atMost(SOON).untilAsserted(() -> assertThat(committed(kafka, "beckon-profiles")).isNotEqualTo(before));
	}

	private Stream<CircuitBreaker> shards() {
		return this.breakers.getAllCircuitBreakers().stream().filter((b) -> b.getName().startsWith("shard-"));
	}

	private void awaitProfiles() {
		await().atMost(SOON).untilAsserted(() -> assertThat(this.visitors).allSatisfy((visitor) -> {
			Answer answer = this.shop.recommendations(visitor);
			assertThat(answer.text("source")).as(answer.body().toString()).isEqualTo("profile");
		}));
	}

	/** The two listeners are independent: a profile says nothing of the session view. */
	private void awaitSessions() {
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.visitors)
				.allSatisfy((visitor) -> assertThat(this.shop.get("/v1/visitors/" + visitor).body().path("sessions"))
					.isNotEmpty()));
	}

	private List<String> known(String visitor) {
		return this.shop.get("/v1/visitors/" + visitor).body().at("/profile/interactions").findValuesAsText("itemId");
	}

	private static RedisNode primaryOf(LocalRedis redis, String visitor) {
		return redis.primaryOf("profile:" + visitor);
	}

	private static Map<TopicPartition, Long> committed(LocalKafka kafka, String group) {
		Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
		try (Admin admin = Admin.create(config)) {
			Map<TopicPartition, Long> offsets = new HashMap<>();
			Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
				.partitionsToOffsetAndMetadata()
				.get();
			committed.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
			return offsets;
		}
		catch (ExecutionException | InterruptedException unavailable) {
			throw new IllegalStateException(unavailable);
		}
	}

}
