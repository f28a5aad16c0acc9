package dev.beckon;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

import dev.beckon.catalog.Catalogue;
import dev.beckon.log.Topics;
import dev.beckon.stack.LocalKafka;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static org.awaitility.Awaitility.await;

/** What tests have put into the catalogue of the service they share. */
public final class Assortment {

	private static final Duration SOON = Duration.ofSeconds(60);

	private Assortment() {
	}

	/**
	 * Takes items out of the catalogue, and returns when they are: without a catalogue
	 * any item may be shown.
	 */
	public static void takeOut(Collection<String> itemIds, LocalKafka kafka, Catalogue catalogue) {
		try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
				Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer())) {
			for (String itemId : itemIds) {
				var _ = producer.send(new ProducerRecord<>(Topics.ITEMS, itemId, null));
			}
		}
		await().atMost(SOON).until(() -> itemIds.stream().allMatch((itemId) -> catalogue.find(itemId) == null));
	}

}
