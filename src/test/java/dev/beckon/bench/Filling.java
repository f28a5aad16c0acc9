package dev.beckon.bench;

import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Appends a shop's log to {@code beckon.interactions} as fast as it goes. */
final class Filling {

	private Filling() {
	}

	/** Appends that many records; returns when Kafka has them all. */
	static void append(Traffic traffic, int records, String bootstrapServers) {
		Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 20,
				"batch.size", 256 * 1024, "buffer.memory", 64L << 20);
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(config, new StringSerializer(),
				new ByteArraySerializer())) {
			for (int i = 0; i < records; i++) {
				Traffic.Appended next = traffic.next();
				var _ = producer
					.send(new ProducerRecord<>("beckon.interactions", next.key(), next.value().getBytes(UTF_8)));
			}
		}
	}

}
