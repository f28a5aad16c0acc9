package dev.beckon.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

@WithLocalStack
class LocalStackIntegrationTests {

	private static final String KEY = "v-42";

	@Test
	void threePrimariesCoverAllSlotsAndEachHasAReplica(LocalRedis redis) {
		List<RedisNode> primaries = redis.primaries();
		Set<RedisNode> replicas = primaries.stream()
			.flatMap((primary) -> redis.replicasOf(primary).stream())
			.collect(Collectors.toSet());
		String cluster = primaries.getFirst().ask((node) -> node.clusterInfo());

		assertThat(primaries).hasSize(3);
		assertThat(replicas).hasSize(3).doesNotContainAnyElementsOf(primaries);
		assertThat(cluster).contains("cluster_slots_ok:16384");
	}

	@Test
	void aReplicaTakesOverWithTheKeysOfAKilledPrimary(LocalRedis redis) {
		RedisNode primary = redis.primaryOf(KEY);
		primary.ask((node) -> node.set(KEY, "kept"));
		primary.ask((node) -> node.waitForReplication(1, 1_000));
		RedisNode replica = redis.replicasOf(primary).getFirst();

		primary.kill();
		await().atMost(Duration.ofSeconds(15)).until(() -> redis.primaryOf(KEY) == replica);

		String value = replica.ask((node) -> node.get(KEY));
		assertThat(value).isEqualTo("kept");
		primary.start();
		redis.awaitHealthy();
		assertThat(redis.replicasOf(replica)).containsExactly(primary);
	}

	@Test
	void aDeadClusterComesBackEmptyOnItsOldAddresses(LocalRedis redis) {
		redis.primaryOf(KEY).ask((node) -> node.set(KEY, "lost"));
		String addresses = redis.addresses();

		redis.killAll();
		assertThat(redis.nodes()).noneMatch(RedisNode::isRunning);
		redis.startAll();
		redis.awaitHealthy();

		assertThat(redis.addresses()).isEqualTo(addresses);
		String value = redis.primaryOf(KEY).ask((node) -> node.get(KEY));
		assertThat(value).isNull();
	}

	@Test
	void aPausedNodeAnswersNothingAndIsHealed(LocalRedis redis) {
		RedisNode paused = redis.primaryOf(KEY);

		paused.pause();
		assertThatException().isThrownBy(() -> paused.ask((node) -> node.ping()));
		redis.heal();

		String answer = paused.ask((node) -> node.ping());
		assertThat(answer).isEqualTo("PONG");
		assertThat(redis.isHealthy()).isTrue();
	}

	@Test
	void memoryLimitsLastUntilHealed(LocalRedis redis) {
		redis.configure("maxmemory", "3mb");
		redis.heal();

		Map<String, String> limit = redis.nodes().getFirst().ask((node) -> node.configGet("maxmemory"));
		assertThat(limit).containsEntry("maxmemory", Integer.toString(64 * 1024 * 1024));
	}

	@Test
	void aKilledBrokerComesBackWithItsTopicsAndTransactions(LocalKafka kafka) throws Exception {
		String topic = "stack-" + System.nanoTime();
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
			admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(10, TimeUnit.SECONDS);
			appendInTransaction(kafka, topic);

			kafka.kill();
			assertThat(kafka.isRunning()).isFalse();
			kafka.start();

			appendInTransaction(kafka, topic);
			assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains(topic);
		}
	}

	private static void appendInTransaction(LocalKafka kafka, String topic) throws Exception {
		Map<String, Object> configuration = Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id",
				topic);
		try (var producer = new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer())) {
			producer.initTransactions();
			producer.beginTransaction();
			producer.send(new ProducerRecord<>(topic, KEY, "click")).get(10, TimeUnit.SECONDS);
			producer.commitTransaction();
		}
	}

}
