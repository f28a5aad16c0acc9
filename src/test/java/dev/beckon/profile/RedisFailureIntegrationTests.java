package dev.beckon.profile;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.beckon.event.Touch;
import dev.beckon.event.VisitorChange;
import dev.beckon.profile.ProfileRead.Failed;
import dev.beckon.profile.ProfileRead.Found;
import dev.beckon.profile.ProfileRead.Rejected;
import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.RedisNode;
import dev.beckon.stack.WithLocalStack;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.beckon.profile.Touches.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Profiles while Redis breaks, and after. */
@WithLocalStack
class RedisFailureIntegrationTests {

	private static final Duration HEALING = Duration.ofSeconds(40);

	/** A slice of 100 ms, and what a busy machine may add to it. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private LocalRedis redis;

	private Store store;

	@BeforeEach
	void connect(LocalRedis redis) {
		redis.primaries().forEach((node) -> node.ask((commands) -> commands.flushall()));
		this.redis = redis;
		this.store = Store.connected(redis.addresses());
		Map<String, VisitorChange> batch = new HashMap<>();
		visitors().forEach((visitorId) -> batch.put(visitorId, new VisitorChange(List.of(view("a", 1)), -1)));
		await().atMost(HEALING).ignoreExceptions().until(() -> this.store.writes().write(batch) != null);
		await().until(() -> visitors().stream().map(this.store::read).allMatch(Found.class::isInstance));
	}

	@AfterEach
	void disconnect() {
		this.store.close();
	}

	@Test
	void theServiceMayStartBeforeRedis() {
		this.redis.killAll();
		try (Store early = new Store(this.redis.addresses(), Map.of("beckon.redis.write-timeout", "300ms"))) {
			assertThat(early.read("v-1")).isEqualTo(new Failed());
			assertThatExceptionOfType(ProfileStoreUnavailable.class).isThrownBy(() -> early.write("v-1", view("a", 1)));
			this.redis.startAll();
			await().atMost(HEALING).until(() -> hasWritten(early, "v-1", view("b", 2)));
			await().atMost(HEALING).until(() -> early.read("v-1") instanceof Found);
		}
	}

	@Test
	void aDeadPrimarysVisitorsAreReadFromItsReplica() {
		RedisNode primary = primaryOf("v-1");
		primary.kill();
		long start = System.nanoTime();
		ProfileRead read = this.store.read("v-1");
		assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
		assertThat(read).isInstanceOfAny(Found.class, Failed.class, ProfileRead.TimedOut.class);
		await().untilAsserted(() -> assertThat(this.store.read("v-1")).isInstanceOf(Found.class));
		assertThat(this.store.count("beckon.profile.read.hedges", "shard", this.store.shardOf("v-1"))).isPositive();
		String shard = this.store.shardOf("v-1");
		await().atMost(HEALING).until(() -> hasWritten(this.store, "v-1", view("after", 9)));
		assertThat(this.store.shardOf("v-1")).isEqualTo(shard);
		assertThat(touches("v-1")).contains(view("a", 1), view("after", 9));
	}

	@Test
	void aDeadShardOpensItsOwnBreakerAndNoOther() {
		RedisNode primary = primaryOf("v-1");
		List<RedisNode> replicas = this.redis.replicasOf(primary);
		replicas.forEach(RedisNode::kill);
		primary.kill();
		String dead = this.store.shardOf("v-1");
		await().until(() -> {
			visitors().forEach(this.store::read);
			return this.store.breaker(dead).getState() == State.OPEN;
		});
		await().until(() -> this.store.read("v-1").equals(new Rejected(false)));
		visitors().stream().filter((visitorId) -> !this.store.shardOf(visitorId).equals(dead)).forEach((visitorId) -> {
			assertThat(this.store.read(visitorId)).isInstanceOf(Found.class);
			assertThat(this.store.breaker(this.store.shardOf(visitorId)).getState()).isEqualTo(State.CLOSED);
		});
		primary.start();
		replicas.forEach(RedisNode::start);
		await().atMost(HEALING).until(() -> hasWritten(this.store, "v-1", view("b", 2)));
		await().atMost(HEALING)
			.until(() -> this.store.read("v-1") instanceof Found
					&& this.store.breaker(dead).getState() == State.CLOSED);
	}

	@Test
	void whenAllOfRedisIsDeadReadsFailFastAndComeBackByThemselves() {
		this.redis.killAll();
		long start = System.nanoTime();
		assertThat(visitors()).map(this.store::read).noneMatch(Found.class::isInstance);
		assertThat((System.nanoTime() - start) / visitors().size()).isLessThan(Duration.ofMillis(100).toNanos());
		assertThat(this.store.read("v-1")).isInstanceOfAny(Failed.class, Rejected.class);
		this.redis.startAll();
		await().atMost(HEALING).until(() -> hasWritten(this.store, "v-1", view("b", 2)));
		await().atMost(HEALING).until(() -> this.store.read("v-1") instanceof Found);
	}

	@Test
	void aPrimaryWithoutReplicaIsWrittenAndCounted() {
		RedisNode primary = primaryOf("v-1");
		this.redis.replicasOf(primary).forEach(RedisNode::kill);
		await().until(() -> primary.ask((node) -> node.info("replication")).contains("connected_slaves:0"));
		this.store.write("v-1", view("b", 2));
		this.store.write("v-1", view("c", 3));
		assertThat(this.store.count("beckon.profile.writes", "outcome", "unreplicated")).isEqualTo(2);
		this.redis.startAll();
		this.redis.awaitHealthy();
		this.store.write("v-1", view("d", 4));
		assertThat(this.store.count("beckon.profile.writes", "outcome", "unreplicated")).isEqualTo(2);
		assertThat(touches("v-1")).contains(view("b", 2), view("c", 3), view("d", 4));
	}

	@Test
	void aReplicaThatDoesNotAcknowledgeHoldsTheWriterBack() {
		RedisNode replica = this.redis.replicasOf(primaryOf("v-1")).getFirst();
		replica.pause();
		assertThatExceptionOfType(ProfileStoreUnavailable.class)
			.isThrownBy(() -> this.store.write("v-1", view("b", 2)));
		assertThatExceptionOfType(ProfileStoreUnavailable.class).as("also when another has already written it")
			.isThrownBy(() -> this.store.write("v-1", view("b", 2)));
		replica.resume();
		this.store.write("v-1", view("b", 2));
		assertThat(this.store.count("beckon.profile.writes", "outcome", "unreplicated")).isZero();
	}

	@Test
	void aPrimaryThatHangsIsReadAroundAndReplaced() {
		RedisNode primary = primaryOf("v-1");
		primary.pause();
		long start = System.nanoTime();
		assertThat(this.store.read("v-1")).isInstanceOf(Found.class);
		assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
		await().atMost(HEALING).until(() -> hasWritten(this.store, "v-1", view("b", 2)));
		assertThat(primaryOf("v-1").port()).isNotEqualTo(primary.port());
		assertThat(touches("v-1")).contains(view("b", 2));
	}

	private static List<String> visitors() {
		return IntStream.range(0, 60).mapToObj((i) -> "v-" + i).toList();
	}

	private RedisNode primaryOf(String visitorId) {
		return this.redis.primaryOf("profile:" + visitorId);
	}

	private List<Touch> touches(String visitorId) {
		return await().until(() -> this.store.read(visitorId), Found.class::isInstance) instanceof Found found
				? found.profile().touches() : List.of();
	}

	private static boolean hasWritten(Store store, String visitorId, Touch touch) {
		try {
			store.write(visitorId, touch);
			return true;
		}
		catch (ProfileStoreUnavailable unavailable) {
			return false;
		}
	}

}
