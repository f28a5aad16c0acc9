package dev.beckon.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.beckon.event.EventJson;
import dev.beckon.event.Interaction;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.log.Topics;
import dev.beckon.session.Session;
import dev.beckon.session.SessionCodec;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.ApplicationProcess;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static org.awaitility.Awaitility.await;

/**
 * A shop with a past: a catalogue, visits of the last week, and visitors who are here now
 * and have a profile. Items by Zipf's law with exponent 1, visits of geometric length
 * with mean 4. Past visits go to {@code beckon.sessions}; what the active visitors did
 * goes to {@code beckon.interactions} and takes the service's own way from there.
 *
 * @param items in the catalogue
 * @param pastSessions visits that have ended
 * @param visitors who are here now
 */
record LargeShop(int items, int pastSessions, int visitors) {

	private static final double GO_ON = 0.75;

	private static final int LONGEST = 40;

	private static final int TOUCHES_OF_A_VISITOR = 4;

	private static final Duration LOADING = Duration.ofMinutes(10);

	private static final int ITEMS_A_REQUEST = 1_000;

	/** Fills a running service's catalogue. */
	void offer(ApplicationProcess service) throws IOException {
		try (HttpConnections connections = new HttpConnections(service.port())) {
			for (int from = 0; from < this.items; from += ITEMS_A_REQUEST) {
				String body = IntStream.range(from, Math.min(this.items, from + ITEMS_A_REQUEST))
					.mapToObj(LargeShop::itemJson)
					.collect(Collectors.joining(",", "[", "]"));
				HttpConnections.Response response = connections
					.send(HttpConnections.json("PUT", "/v1/items", body.getBytes(StandardCharsets.UTF_8)));
				if (response.status() != 200) {
					throw new IOException(response.head());
				}
			}
		}
	}

	private static String itemJson(int item) {
		return "{\"itemId\":\"item-" + item + "\",\"title\":\"Item " + item + "\",\"category\":[\"c" + item % 20
				+ "\",\"c" + item % 400 + "\"],\"price\":9.9,\"available\":true}";
	}

	/** Writes past and present to the log. */
	void append(LocalStack stack) {
		Map<String, Object> config = Map.of("bootstrap.servers", stack.kafka().bootstrapServers(), "acks", "all",
				"linger.ms", 20, "batch.size", 256 * 1024, "buffer.memory", 64L << 20, "compression.type", "lz4");
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(config, new StringSerializer(),
				new ByteArraySerializer())) {
			SplittableRandom random = new SplittableRandom(1);
			appendPast(producer, random);
			for (int i = 0; i < TOUCHES_OF_A_VISITOR * this.visitors; i++) {
				String visitor = visitor(i % this.visitors);
				var _ = producer.send(new ProducerRecord<>(Topics.INTERACTIONS, visitor,
						event("past-" + i, visitor, item(random), System.currentTimeMillis())));
			}
		}
	}

	private void appendPast(KafkaProducer<String, byte[]> producer, SplittableRandom random) {
		int partitions = producer.partitionsFor(Topics.SESSIONS).size();
		long now = System.currentTimeMillis();
		for (int i = 0; i < this.pastSessions; i++) {
			long before = Duration.ofDays(7).toMillis() * (this.pastSessions - i) / this.pastSessions;
			Session session = session("past-" + i, now - Duration.ofHours(1).toMillis() - before, random);
			byte[] visitor = session.visitorId().getBytes(StandardCharsets.UTF_8);
			var _ = producer
				.send(new ProducerRecord<>(Topics.SESSIONS, BuiltInPartitioner.partitionForKey(visitor, partitions),
						session.endMillis(), session.sessionId(), SessionCodec.encode(session)));
		}
	}

	private Session session(String visitor, long start, SplittableRandom random) {
		List<Touch> touches = new ArrayList<>();
		do {
			touches.add(new Touch(item(random), InteractionType.VIEW_ITEM, start + 1_000L * touches.size(), 1,
					random.nextLong()));
		}
		while (touches.size() < LONGEST && random.nextDouble() < GO_ON);
		return new Session(visitor, start, touches);
	}

	/** An item, the popular ones more often. */
	String item(SplittableRandom random) {
		return "item-" + ((int) Math.exp(random.nextDouble() * Math.log(this.items)) - 1);
	}

	static String visitor(int number) {
		return "visitor-" + number;
	}

	static byte[] event(String eventId, String visitor, String item, long timeMillis) {
		return EventJson.write(new Interaction(eventId, InteractionType.VIEW_ITEM, visitor, item, timeMillis, 1, null,
				null, null, null));
	}

	/** Waits until a service has folded all of it and its views show it. */
	static void awaitFolded(ApplicationProcess service) {
		await().atMost(LOADING)
			.pollInterval(Duration.ofMillis(500))
			.until(() -> service.metric("beckon_consumer_lag_records", "") == 0
					&& service.metric("beckon_view_lag_records", "") == 0);
	}

}
