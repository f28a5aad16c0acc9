package dev.beckon.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.stereotype.Component;

/**
 * Reads what a topic's partition holds now, and returns. Transactions that are open when
 * reading begins are waited for, so that whoever takes a partition over sees all that its
 * former owner committed.
 */
@Component
public class TopicReader {

	private static final Duration GIVE_UP = Duration.ofMinutes(2);

	private static final Duration POLL = Duration.ofMillis(100);

	private final Map<String, Object> consumerConfig;

	private final Map<String, Object> adminConfig;

	TopicReader(KafkaProperties kafka) {
		this.consumerConfig = LogConsumers.config(kafka);
		this.adminConfig = kafka.buildAdminProperties(null);
	}

	/**
	 * Shows every record of a topic, the records of a partition in their order.
	 * @throws KafkaException when Kafka does not answer
	 */
	public void read(String topic, TopicTail.View view) {
		try (KafkaConsumer<String, byte[]> consumer = consumer()) {
			List<TopicPartition> partitions = consumer.partitionsFor(topic)
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
			Map<TopicPartition, Long> ends = ends(partitions);
			consumer.assign(partitions);
			consumer.seekToBeginning(partitions);
			readTo(ends, consumer, view);
		}
	}

	/**
	 * Shows every record from the first with a timestamp of at least {@code sinceMillis}
	 * to the end.
	 * @throws KafkaException when Kafka does not answer
	 */
	public void read(TopicPartition partition, long sinceMillis, TopicTail.View view) {
		Map<TopicPartition, Long> ends = ends(List.of(partition));
		try (KafkaConsumer<String, byte[]> consumer = consumer()) {
			consumer.assign(List.of(partition));
			seek(consumer, partition, sinceMillis);
			readTo(ends, consumer, view);
		}
	}

	private static void readTo(Map<TopicPartition, Long> ends, KafkaConsumer<String, byte[]> consumer,
			TopicTail.View view) {
		long deadline = System.nanoTime() + GIVE_UP.toNanos();
		while (ends.entrySet().stream().anyMatch((end) -> consumer.position(end.getKey()) < end.getValue())) {
			if (System.nanoTime() - deadline > 0) {
				throw new TimeoutException("reading " + ends.keySet() + " took longer than " + GIVE_UP);
			}
			for (ConsumerRecord<String, byte[]> consumed : consumer.poll(POLL)) {
				view.on(consumed);
			}
		}
	}

	/**
	 * Shows the records of a partition from the first it holds up to {@code end}, poll by
	 * poll, for as long as the view wants more and however long it takes.
	 * @return whether all was shown
	 * @throws KafkaException when Kafka does not answer
	 */
	public boolean readUntil(TopicPartition partition, long end, Predicate<List<ConsumerRecord<String, byte[]>>> view) {
		try (KafkaConsumer<String, byte[]> consumer = consumer()) {
			consumer.assign(List.of(partition));
			consumer.seekToBeginning(List.of(partition));
			while (consumer.position(partition) < end) {
				List<ConsumerRecord<String, byte[]>> consumed = consumer.poll(POLL).records(partition);
				if (!consumed.isEmpty() && !view.test(consumed)) {
					return false;
				}
			}
			return true;
		}
	}

	/**
	 * The offset a group has committed in a partition, or 0.
	 * @throws KafkaException when Kafka does not answer
	 */
	public long committed(String group, TopicPartition partition) {
		try (Admin admin = Admin.create(this.adminConfig)) {
			@Nullable OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
				.partitionsToOffsetAndMetadata()
				.get()
				.get(partition);
			return (offset != null) ? offset.offset() : 0;
		}
		catch (ExecutionException unavailable) {
			throw new KafkaException("what " + group + " has committed is not known", unavailable.getCause());
		}
		catch (InterruptedException interrupted) {
			throw new InterruptException(interrupted);
		}
	}

	private static void seek(KafkaConsumer<String, byte[]> consumer, TopicPartition partition, long sinceMillis) {
		OffsetAndTimestamp first = (sinceMillis > 0)
				? consumer.offsetsForTimes(Map.of(partition, sinceMillis)).get(partition) : null;
		if (first != null) {
			consumer.seek(partition, first.offset());
		}
		else if (sinceMillis > 0) {
			consumer.seekToEnd(List.of(partition));
		}
		else {
			consumer.seekToBeginning(List.of(partition));
		}
	}

	/**
	 * The ends with open transactions: a read_committed consumer gets there once they are
	 * decided.
	 */
	private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
		try (Admin admin = Admin.create(this.adminConfig)) {
			Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
			partitions.forEach((partition) -> latest.put(partition, OffsetSpec.latest()));
			Map<TopicPartition, Long> ends = new HashMap<>();
			admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
				.all()
				.get()
				.forEach((partition, end) -> ends.put(partition, end.offset()));
			return ends;
		}
		catch (ExecutionException unavailable) {
			throw new KafkaException("the ends of " + partitions + " are not known", unavailable.getCause());
		}
		catch (InterruptedException interrupted) {
			throw new InterruptException(interrupted);
		}
	}

	private KafkaConsumer<String, byte[]> consumer() {
		return LogConsumers.open(this.consumerConfig);
	}

}
