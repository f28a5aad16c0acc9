package dev.beckon.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.beckon.event.EventJson;
import dev.beckon.event.Parsed;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The limit: as many consumers as a listener has read the same log with the same
 * settings, decode every record, and do nothing else.
 */
final class RawConsumers {

	private final Map<String, Object> config;

	private final int consumers;

	private final Map<TopicPartition, Long> starts;

	private final Map<TopicPartition, Long> ends;

	/** Reads what lies between. */
	RawConsumers(Map<String, Object> config, int consumers, Map<TopicPartition, Long> starts,
			Map<TopicPartition, Long> ends) {
		this.config = config;
		this.consumers = consumers;
		this.starts = starts;
		this.ends = ends;
	}

	/** Reads it all once, and returns how many events a second were decoded. */
	double eventsPerSecond() throws InterruptedException, ExecutionException {
		long start = System.nanoTime();
		long events = 0;
		try (ExecutorService threads = Executors.newFixedThreadPool(this.consumers)) {
			List<Future<Long>> reading = new ArrayList<>();
			for (int i = 0; i < this.consumers; i++) {
				int first = i;
				List<TopicPartition> own = this.ends.keySet()
					.stream()
					.filter((partition) -> partition.partition() % this.consumers == first)
					.toList();
				reading.add(threads.submit(() -> read(own)));
			}
			for (Future<Long> done : reading) {
				events += done.get();
			}
		}
		return events * 1e9 / (System.nanoTime() - start);
	}

	private long read(List<TopicPartition> partitions) {
		long decoded = 0;
		try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(this.config, new StringDeserializer(),
				new ByteArrayDeserializer())) {
			consumer.assign(partitions);
			partitions.forEach((partition) -> consumer.seek(partition, this.starts.getOrDefault(partition, 0L)));
			while (partitions.stream().anyMatch((own) -> consumer.position(own) < this.ends.getOrDefault(own, 0L))) {
				for (ConsumerRecord<String, byte[]> consumed : consumer.poll(Duration.ofMillis(100))) {
					decoded += decode(consumed) ? 1 : 0;
				}
			}
		}
		return decoded;
	}

	private static boolean decode(ConsumerRecord<String, byte[]> consumed) {
		Parsed parsed = EventJson.readRecord(consumed.value(), new EventJson.Defaults(() -> "", consumed.timestamp()));
		return parsed instanceof Parsed.Valid || parsed instanceof Parsed.Malformed;
	}

}
