package dev.beckon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import dev.beckon.session.Session;
import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import dev.beckon.stack.LocalRedis;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.codec.ByteArrayCodec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The log is the truth: what it holds, in whatever order and however often, is what is
 * known.
 */
@IntegrationTest
class LogIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	@LocalServerPort
	private int port;

	@Autowired
	@Qualifier("profileBatches")
	private ConcurrentMessageListenerContainer<String, byte[]> profiles;

	private Shop shop;

	@BeforeEach
	void open() {
		this.shop = new Shop(this.port);
	}

	@Test
	void shufflingDuplicatingAndReplayingTheLogGivesByteIdenticalProfiles(LocalKafka kafka, LocalRedis redis)
			throws Exception {
		long seed = System.nanoTime();
		System.out.println("seed of the shuffled log: " + seed);
		Random random = new Random(seed);
		String inOrder = "in-order-" + UUID.randomUUID();
		String shuffled = "shuffled-" + UUID.randomUUID();
		List<String> events = events(random, 200);
		append(kafka, inOrder, events);
		List<String> deliveries = new ArrayList<>(events);
		deliveries.addAll(events.subList(0, 60));
		Collections.shuffle(deliveries, random);
		append(kafka, shuffled, deliveries);

		await().atMost(SOON)
			.untilAsserted(() -> assertThat(stored(redis, inOrder)).isNotEmpty().isEqualTo(stored(redis, shuffled)));
		byte[] before = stored(redis, inOrder);
		replayProfiles(kafka);
		assertThat(stored(redis, inOrder)).isEqualTo(before).isEqualTo(stored(redis, shuffled));
	}

	@Test
	void aPoisonRecordGoesToTheDeadLettersWithTheReasonAndStopsNothing(LocalKafka kafka) {
		String visitor = "poisoned-" + UUID.randomUUID();
		byte[] good = Shop.event(UUID.randomUUID().toString(), "view_item", visitor, "antidote", Instant.now())
			.getBytes(UTF_8);
		try (KafkaProducer<String, byte[]> producer = producer(kafka)) {
			var _ = producer
				.send(new ProducerRecord<>("beckon.interactions", visitor, new byte[] { (byte) 0xff, 0, 1 }));
			var _ = producer
				.send(new ProducerRecord<>("beckon.interactions", visitor, "{\"type\":\"view".getBytes(UTF_8)));
			var _ = producer.send(new ProducerRecord<>("beckon.interactions", visitor,
					"{\"type\":1,\"visitorId\":[]}".getBytes(UTF_8)));
			var _ = producer.send(new ProducerRecord<>("beckon.interactions", visitor, null));
			var _ = producer.send(new ProducerRecord<>("beckon.interactions", null, good));
			var _ = producer.send(new ProducerRecord<>("beckon.interactions", "somebody-else", good));
			var _ = producer.send(new ProducerRecord<>("beckon.interactions", visitor, good));
		}

		await().atMost(SOON).untilAsserted(() -> {
			var known = this.shop.get("/v1/visitors/" + visitor).body();
			assertThat(known.at("/profile/interactions/0/itemId").asText()).isEqualTo("antidote");
			assertThat(known.at("/sessions/0/interactions")).hasSize(1);
		});
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(reasons(kafka)).contains("event is not readable JSON",
					"the value is missing", "the key is not the visitorId", "type must be a string"));
	}

	@Test
	void anInteractionBeyondTheAllowedLatenessIsPutAside(LocalKafka kafka) {
		String visitor = "late-" + UUID.randomUUID();
		Instant now = Instant.now();
		append(kafka, visitor,
				List.of(Shop.event("on-time", "view_item", visitor, "a", now),
						Shop.event("in-time", "view_item", visitor, "b", now.minus(Duration.ofHours(20))),
						Shop.event("too-late", "view_item", visitor, "c", now.minus(Duration.ofHours(30)))));

		await().atMost(SOON).untilAsserted(() -> {
			var known = this.shop.get("/v1/visitors/" + visitor).body();
			assertThat(known.at("/sessions")).hasSize(2);
			assertThat(known.at("/profile/interactions")).extracting((touch) -> touch.path("itemId").asText())
				.containsExactly("b", "a");
		});
		await("in a batch of its own, perhaps").atMost(SOON)
			.untilAsserted(() -> assertThat(TopicContents.read(kafka, "beckon.interactions.late"))
				.anySatisfy((late) -> assertThat(new String(late.value(), UTF_8)).contains("too-late", visitor)));
	}

	@Test
	void aForgottenVisitorStaysForgottenWhenTheLogIsReplayed(LocalKafka kafka, LocalRedis redis) throws Exception {
		String visitor = "forgotten-" + UUID.randomUUID();
		this.shop.views(visitor, "a", "b", "c");
		await().atMost(SOON).untilAsserted(() -> {
			var known = this.shop.get("/v1/visitors/" + visitor).body();
			assertThat(known.at("/profile/interactions")).hasSize(3);
			assertThat(known.at("/sessions/0/interactions")).hasSize(3);
		});

		Shop.Answer forgotten = this.shop.delete("/v1/visitors/" + visitor);
		assertThat(forgotten.status()).isEqualTo(200);
		assertThat(forgotten.body().path("profile").asBoolean()).isTrue();
		assertThat(forgotten.body().path("sessions").asInt()).isEqualTo(1);
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.shop.get("/v1/visitors/" + visitor).status()).isEqualTo(404));

		replayProfiles(kafka);
		assertThat(this.shop.get("/v1/visitors/" + visitor).status()).isEqualTo(404);
		this.shop.views(visitor, "d");
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.shop.get("/v1/visitors/" + visitor).body().at("/profile/interactions"))
				.extracting((touch) -> touch.path("itemId").asText())
				.containsExactly("d"));
	}

	@Test
	void aVisitorIsForgottenInEveryPartitionTheyWereEverIn(LocalKafka kafka) {
		String visitor = "moved-" + UUID.randomUUID();
		this.shop.views(visitor, "now");
		int current = await().atMost(SOON)
			.until(() -> partitions(kafka, visitor), (partitions) -> partitions.size() == 1)
			.getFirst();
		int former = (current + 1) % 4;
		byte[] earlier = Shop
			.event("earlier-" + visitor, "view_item", visitor, "before", Instant.now().minus(Duration.ofHours(2)))
			.getBytes(UTF_8);
		try (KafkaProducer<String, byte[]> producer = producer(kafka)) {
			var _ = producer.send(new ProducerRecord<>("beckon.interactions", former, visitor, earlier));
		}
		await().atMost(SOON).until(() -> partitions(kafka, visitor).containsAll(List.of(current, former)));

		Shop.Answer forgotten = this.shop.delete("/v1/visitors/" + visitor);
		assertThat(forgotten.body().path("sessions").asInt()).as(forgotten.body().toString()).isEqualTo(2);
		await().atMost(SOON).untilAsserted(() -> assertThat(partitions(kafka, visitor)).isEmpty());
	}

	/** The partitions of {@code beckon.sessions} that hold a session of the visitor. */
	private static List<Integer> partitions(LocalKafka kafka, String visitor) {
		Map<String, Integer> sessions = new HashMap<>();
		for (ConsumerRecord<String, byte[]> session : TopicContents.read(kafka, "beckon.sessions")) {
			if (session.key().startsWith(Session.idPrefix(visitor))) {
				sessions.put(session.key(), session.partition());
				sessions.keySet().removeIf((id) -> id.equals(session.key()) && session.value() == null);
			}
		}
		return List.copyOf(sessions.values());
	}

	/** Every event as the log of both visitors will hold it, the visitor left open. */
	private static List<String> events(Random random, int count) {
		List<String> events = new ArrayList<>();
		Instant start = Instant.now().minus(Duration.ofHours(3));
		String[] types = { "view_item", "view_item", "view_item", "add_to_cart", "remove_from_cart", "purchase" };
		for (int i = 0; i < count; i++) {
			events.add(Shop.event("e-" + i, types[random.nextInt(types.length)], "%VISITOR%",
					"item-" + random.nextInt(30), start.plusMillis(random.nextInt(10_000_000))));
		}
		return events;
	}

	private static void append(LocalKafka kafka, String visitor, List<String> events) {
		try (KafkaProducer<String, byte[]> producer = producer(kafka)) {
			for (String event : events) {
				var _ = producer.send(new ProducerRecord<>("beckon.interactions", visitor,
						event.replace("%VISITOR%", visitor).getBytes(UTF_8)));
			}
		}
	}

	/** Has the profiles' group read the whole log again, and returns when it has. */
	private void replayProfiles(LocalKafka kafka) throws Exception {
		this.profiles.stop();
		Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
		try (Admin admin = Admin.create(config)) {
			Map<TopicPartition, OffsetAndMetadata> ends = admin.listConsumerGroupOffsets("beckon-profiles")
				.partitionsToOffsetAndMetadata()
				.get();
			Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
			ends.keySet().forEach((partition) -> beginnings.put(partition, new OffsetAndMetadata(0)));
			await().atMost(SOON).ignoreExceptions().until(() -> {
				admin.alterConsumerGroupOffsets("beckon-profiles", beginnings).all().get();
				return true;
			});
			this.profiles.start();
			await().atMost(SOON).untilAsserted(() -> {
				var again = admin.listConsumerGroupOffsets("beckon-profiles").partitionsToOffsetAndMetadata().get();
				ends.forEach((partition, end) -> assertThat(again.get(partition)).isNotNull()
					.satisfies((offset) -> assertThat(offset.offset()).isGreaterThanOrEqualTo(end.offset())));
			});
		}
		finally {
			this.profiles.start();
		}
	}

	private static byte[] stored(LocalRedis redis, String visitor) {
		String anyNode = redis.nodes().getFirst().address();
		try (RedisClusterClient client = RedisClusterClient.create("redis://" + anyNode);
				StatefulRedisClusterConnection<String, byte[]> connection = client
					.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
			byte[] value = connection.sync().get("profile:" + visitor);
			return (value != null) ? value : new byte[0];
		}
	}

	private static List<String> reasons(LocalKafka kafka) {
		return TopicContents.read(kafka, "beckon.interactions.dlt")
			.stream()
			.map((dead) -> new String(dead.headers().lastHeader("beckon-reason").value(), UTF_8))
			.toList();
	}

	private static KafkaProducer<String, byte[]> producer(LocalKafka kafka) {
		return new KafkaProducer<>(Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer());
	}

}
