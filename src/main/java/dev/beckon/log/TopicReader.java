package dev.beckon.log;

import java.time.Duration;
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

	/** The partitions of {@code topic}. */
	public List<TopicPartition> partitions(String topic) {
		try (KafkaConsumer<String, byte[]> consumer = consumer()) {
			return consumer.partitionsFor(topic)
				.stream()
				.map((info) -> new TopicPartition(info.topic(), info.partition()))
				.toList();
		}
	}

	/**
	 * Shows every record from the first with a timestamp of at least {@code sinceMillis}
	 * to the end.
	 * @throws KafkaException when Kafka does not answer
	 */
	public void read(TopicPartition partition, long sinceMillis, TopicTail.View view) {
		long end = end(partition);
		try (KafkaConsumer<String, byte[]> consumer = consumer()) {
			consumer.assign(List.of(partition));
			seek(consumer, partition, sinceMillis);
			long deadline = System.nanoTime() + GIVE_UP.toNanos();
			while (consumer.position(partition) < end) {
				if (System.nanoTime() - deadline > 0) {
					throw new TimeoutException("reading " + partition + " took longer than " + GIVE_UP);
				}
				for (ConsumerRecord<String, byte[]> consumed : consumer.poll(POLL)) {
					view.on(consumed);
				}
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
	 * The end with open transactions: a read_committed consumer gets there once they are
	 * decided.
	 */
	private long end(TopicPartition partition) {
		try (Admin admin = Admin.create(this.adminConfig)) {
			return admin
				.listOffsets(Map.of(partition, OffsetSpec.latest()),
						new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
				.partitionResult(partition)
				.get()
				.offset();
		}
		catch (ExecutionException unavailable) {
			throw new KafkaException("the end of " + partition + " is not known", unavailable.getCause());
		}
		catch (InterruptedException interrupted) {
			throw new InterruptException(interrupted);
		}
	}

	private KafkaConsumer<String, byte[]> consumer() {
		return LogConsumers.open(this.consumerConfig);
	}

}
