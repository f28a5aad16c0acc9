package dev.beckon.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Appends a shop's log to {@code beckon.interactions} as fast as it goes, to be seen at
 * once or all at the same moment. Thread safety: for one thread.
 */
final class Filling implements AutoCloseable {

	/** Kafka's broker allows no transaction to take longer. */
	private static final Duration LONGEST = Duration.ofMinutes(15);

	private final KafkaProducer<String, byte[]> producer;

	private Filling(KafkaProducer<String, byte[]> producer) {
		this.producer = producer;
	}

	/** Appends that many records; returns when Kafka has them all. */
	static void append(Traffic traffic, int records, String bootstrapServers) {
		try (KafkaProducer<String, byte[]> producer = producer(bootstrapServers, Map.of())) {
			send(traffic, records, producer);
		}
	}

	/**
	 * Appends that many records in a transaction, so that who reads committed records
	 * sees none of them before they are {@link #show() shown}.
	 */
	static Filling unseen(Traffic traffic, int records, String bootstrapServers) {
		KafkaProducer<String, byte[]> producer = producer(bootstrapServers,
				Map.of("transactional.id", "beckon-filling", "transaction.timeout.ms", (int) LONGEST.toMillis()));
		producer.initTransactions();
		producer.beginTransaction();
		send(traffic, records, producer);
		producer.flush();
		return new Filling(producer);
	}

	private static KafkaProducer<String, byte[]> producer(String bootstrapServers, Map<String, Object> more) {
		Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all",
				"linger.ms", 20, "batch.size", 256 * 1024, "buffer.memory", 64L << 20));
		config.putAll(more);
		return new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
	}

	private static void send(Traffic traffic, int records, KafkaProducer<String, byte[]> producer) {
		for (int i = 0; i < records; i++) {
			Traffic.Appended next = traffic.next();
			var _ = producer
				.send(new ProducerRecord<>("beckon.interactions", next.key(), next.value().getBytes(UTF_8)));
		}
	}

	/** From now on all of it is there. */
	void show() {
		this.producer.commitTransaction();
	}

	@Override
	public void close() {
		this.producer.close();
	}

}
