package dev.beckon;

import java.util.Collection;
import java.util.Map;

import dev.beckon.log.Topics;
import dev.beckon.stack.LocalKafka;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The catalogue of a log that tests share: whoever put items there takes them out again.
 */
public final class Shelves {

	private Shelves() {
	}

	/** Takes items out of the catalogue of every process. */
	public static void clear(LocalKafka kafka, Collection<String> itemIds) {
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer())) {
			for (String itemId : itemIds) {
				var _ = producer.send(new ProducerRecord<>(Topics.ITEMS, itemId, null));
			}
		}
	}

}
