package dev.beckon.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

import dev.beckon.event.Touch;
import dev.beckon.event.VisitorChange;
import dev.beckon.profile.ProfileRead.Found;
import dev.beckon.profile.ProfileRead.Missing;
import dev.beckon.profile.ProfileRead.Rejected;
import dev.beckon.profile.ProfileRead.TimedOut;
import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.WithLocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.beckon.profile.Touches.START;
import static dev.beckon.profile.Touches.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Profiles in a healthy Redis Cluster. */
@WithLocalStack
class ProfileStoreIntegrationTests {

	private LocalRedis redis;

	private Store store;

	@BeforeEach
	void connect(LocalRedis redis) {
		redis.primaries().forEach((node) -> node.ask((commands) -> commands.flushall()));
		this.redis = redis;
		this.store = Store.connected(redis.addresses());
	}

	@AfterEach
	void disconnect() {
		this.store.close();
	}

	@Test
	void whatIsWrittenIsRead() {
		assertThat(this.store.read("v-1")).isEqualTo(new Missing());
		WriteReport report = this.store.write("v-1", view("a", 1), view("b", 2), view("a", 1));
		assertThat(report).isEqualTo(new WriteReport(2, 1, 0, 1, 0));
		assertThat(this.store.read("v-1")).isEqualTo(new Found(profile(view("a", 1), view("b", 2))));
		assertThat(this.store.count("beckon.profile.writes", "outcome", "unreplicated")).isZero();
		assertThat(this.store.count("beckon.profile.reads", "shard", this.store.shardOf("v-1"), "outcome", "found"))
			.isEqualTo(1);
	}

	@Test
	void thePulseTellsHowLongRedisTakesAndNotThatAShardIsAway() {
		StorePulse pulse = this.store.pulse();
		await().until(() -> pulse.beat() > 0);

		this.redis.primaries().getFirst().pause();
		await().during(Duration.ofMillis(500)).until(() -> pulse.beat() < Duration.ofSeconds(1).toNanos());
	}

	@Test
	void aReplayChangesNothing() {
		this.store.write("v-1", view("a", 1));
		assertThat(this.store.write("v-1", view("a", 1))).isEqualTo(new WriteReport(0, 1, 0, 0, 0));
		assertThat(this.store.count("beckon.profile.writes", "outcome", "written")).isEqualTo(1);
	}

	@Test
	void everyKeyHasATimeToLive() {
		writeVisitors(200);
		this.store.writes().forget("v-7", START + 100_000);
		for (var primary : this.redis.primaries()) {
			List<String> keys = primary.ask((commands) -> commands.keys("*"));
			assertThat(keys).isNotEmpty();
			assertThat(keys).allMatch((key) -> primary.ask((commands) -> commands.pttl(key)) > 0);
		}
	}

	@Test
	void aReplicaHasTheProfileOnReturn() {
		writeVisitors(100);
		for (var primary : this.redis.primaries()) {
			var replica = this.redis.replicasOf(primary).getFirst();
			List<String> copies = replica.ask((commands) -> commands.keys("profile:v-*"));
			List<String> originals = primary.ask((commands) -> commands.keys("profile:v-*"));
			assertThat(copies).isNotEmpty().containsExactlyInAnyOrderElementsOf(originals);
		}
	}

	@Test
	void writersInEachOthersWayEndWithTheFoldOfAll() throws Exception {
		Map<String, List<Touch>> log = new HashMap<>();
		Random random = new Random(7);
		for (int i = 0; i < 3_000; i++) {
			log.computeIfAbsent("v-" + random.nextInt(40), (id) -> new ArrayList<>())
				.add(view("item-" + random.nextInt(50), i));
		}
		try (var executor = Executors.newVirtualThreadPerTaskExecutor(); var other = Store.connected(nodes())) {
			var first = CompletableFuture.runAsync(() -> replay(log, this.store, 1), executor);
			var second = CompletableFuture.runAsync(() -> replay(log, other, 2), executor);
			CompletableFuture.allOf(first, second).get();
			assertThat(conflicts(this.store) + conflicts(other)).isPositive();
		}
		log.forEach((visitorId, touches) -> assertThat(this.store.read(visitorId))
			.isEqualTo(new Found(Profile.empty().apply(touches).profile())));
	}

	private static void replay(Map<String, List<Touch>> log, Store store, int seed) {
		Random random = new Random(seed);
		Map<String, List<Touch>> shuffled = new HashMap<>();
		log.forEach((visitorId, touches) -> {
			List<Touch> copy = new ArrayList<>(touches);
			Collections.shuffle(copy, random);
			shuffled.put(visitorId, copy);
		});
		for (int from = 0; from < 100; from += 5) {
			int start = from;
			Map<String, VisitorChange> batch = new HashMap<>();
			shuffled.forEach(
					(visitorId, touches) -> batch.put(visitorId,
							new VisitorChange(
									touches.subList(Math.min(start, touches.size()),
											(start == 95) ? touches.size() : Math.min(start + 8, touches.size())),
									-1)));
			store.writes().write(batch);
		}
	}

	private static double conflicts(Store store) {
		return store.count("beckon.profile.writes", "outcome", "conflict");
	}

	@Test
	void aZombieRemovesNothingNewer() {
		this.store.write("v-1", view("a", 1), view("b", 2), view("c", 3));
		try (Store zombie = Store.connected(nodes())) {
			zombie.write("v-1", view("a", 1), view("late", 0));
		}
		assertThat(this.store.read("v-1"))
			.isEqualTo(new Found(profile(view("late", 0), view("a", 1), view("b", 2), view("c", 3))));
	}

	@Test
	void anEvictedProfileIsFilledFromHistoryAtTheNextInteraction() {
		this.store.remember("v-1", view("a", 1), view("b", 2));
		this.store.write("v-1", view("c", 3));
		assertThat(this.store.read("v-1")).isEqualTo(new Found(profile(view("a", 1), view("b", 2), view("c", 3))));
	}

	@Test
	void anEvictedProfileIsFilledFromHistoryWhenAnAnswerMissesIt() {
		this.store.remember("v-1", view("a", 1));
		this.store.writes().refill("v-1");
		await().until(() -> this.store.read("v-1").equals(new Found(profile(view("a", 1)))));
	}

	@Test
	void aForgottenVisitorStaysForgotten() {
		this.store.write("v-1", view("a", 1), view("b", 2));
		assertThat(this.store.writes().forget("v-1", START + 5_000)).isTrue();
		assertThat(this.store.writes().forget("v-1", START + 5_000)).isFalse();
		assertThat(this.store.writes().forget("never-seen", START)).isFalse();
		this.store.remember("v-1", view("a", 1));
		assertThat(this.store.write("v-1", view("a", 1), view("b", 2)).forgotten()).isEqualTo(2);
		this.store.write("v-1", view("new", 6));
		assertThat(((Found) this.store.read("v-1")).profile().touches()).containsExactly(view("new", 6));
	}

	@Test
	void aStoredValueThatIsNoProfileIsReplaced() {
		var primary = this.redis.primaryOf("profile:v-1");
		primary.ask((commands) -> commands.set("profile:v-1", "what is this?"));
		assertThat(this.store.read("v-1")).isEqualTo(new Missing());
		this.store.remember("v-1", view("a", 1));
		this.store.write("v-1", view("b", 2));
		assertThat(this.store.read("v-1")).isEqualTo(new Found(profile(view("a", 1), view("b", 2))));
	}

	@Test
	void aDeadlineThatHasPassedIsNotWaitedFor() {
		assertThat(this.store.reads().read("v-1", System.nanoTime())).isEqualTo(new TimedOut());
		assertThat(this.store.breaker(this.store.shardOf("v-1")).getMetrics().getNumberOfFailedCalls()).isZero();
	}

	@Test
	void aBreakerThatIsForcedOpenSaysSo() {
		this.store.breaker(this.store.shardOf("v-1")).transitionToForcedOpenState();
		assertThat(this.store.read("v-1")).isEqualTo(new Rejected(true));
		this.store.breaker(this.store.shardOf("v-1")).transitionToClosedState();
		assertThat(this.store.read("v-1")).isEqualTo(new Missing());
	}

	@Test
	void memoryIsMeasuredPerShard() {
		writeVisitors(10);
		this.store.redisMetrics().look();
		for (String shard : List.of("shard-0", "shard-1", "shard-2")) {
			assertThat(this.store.meters().get("beckon.redis.memory.used").tag("shard", shard).gauge().value())
				.isPositive();
			assertThat(this.store.meters().get("beckon.redis.memory.max").tag("shard", shard).gauge().value())
				.isPositive();
			assertThat(this.store.meters().get("beckon.redis.evictions").tag("shard", shard).gauge().value()).isZero();
		}
	}

	private String nodes() {
		return this.redis.addresses();
	}

	private void writeVisitors(int count) {
		Map<String, VisitorChange> batch = new HashMap<>();
		for (int i = 0; i < count; i++) {
			batch.put("v-" + i, new VisitorChange(List.of(view("a", i)), -1));
		}
		assertThat(this.store.writes().write(batch).written()).isEqualTo(count);
	}

	private static Profile profile(Touch... touches) {
		return Profile.empty().apply(List.of(touches)).profile();
	}

}
