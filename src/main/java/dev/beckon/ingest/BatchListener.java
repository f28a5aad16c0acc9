package dev.beckon.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * What both listeners share: they take a poll whole, commit its offsets themselves, and
 * let go of what they keep about a partition that is taken from them.
 */
abstract class BatchListener
		implements BatchAcknowledgingConsumerAwareMessageListener<String, byte[]>, ConsumerAwareRebalanceListener {

	private static final int SMALL_BATCH = 200;

	/**
	 * Takes a batch. When this throws, the same batch comes again.
	 * @param partitions those of the batch's partitions that are this consumer's: after a
	 * rebalance a batch that comes again may hold records that are another's by now
	 */
	abstract void on(ConsumerRecords<String, byte[]> polled, List<TopicPartition> partitions, Consumer<?, ?> consumer);

	/** A partition is this consumer's from now on. */
	abstract void take(TopicPartition partition, Consumer<?, ?> consumer);

	abstract void letGo(TopicPartition partition);

	/** How long to let the next batch grow after a small one that took so long. */
	abstract long restNanos(long workedNanos);

	static Map<TopicPartition, OffsetAndMetadata> offsets(List<PartitionBatch> batches) {
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		batches.forEach((batch) -> offsets.put(batch.partition(), batch.offset()));
		return offsets;
	}

	@Override
	public final boolean wantsPollResult() {
		return true;
	}

	@Override
	public final void onMessage(ConsumerRecords<String, byte[]> polled, @Nullable Acknowledgment unused,
			Consumer<String, byte[]> consumer) {
		long start = System.nanoTime();
		List<TopicPartition> owned = polled.partitions().stream().filter(consumer.assignment()::contains).toList();
		if (!owned.isEmpty()) {
			on(polled, owned, consumer);
		}
		if (polled.count() < SMALL_BATCH) {
			LockSupport.parkNanos(restNanos(System.nanoTime() - start));
		}
	}

	@Override
	public final void onMessage(List<ConsumerRecord<String, byte[]>> polled, @Nullable Acknowledgment unused,
			@Nullable Consumer<?, ?> consumer) {
		throw new IllegalStateException("the container hands over whole polls");
	}

	@Override
	public final void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		partitions.forEach((partition) -> take(partition, consumer));
	}

	@Override
	public final void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		partitions.forEach(this::letGo);
	}

	@Override
	public final void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		partitions.forEach(this::letGo);
	}

}
