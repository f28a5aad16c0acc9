package dev.beckon.ingest;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
	 * A commit costs the broker much the same for one interaction as for a thousand:
	 * after a small batch the next is given four times as long to grow as the small one
	 * took, within these bounds. A busy machine makes batches slow, and so large and few.
	 */
	private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

	/**
	 * Takes a batch. When this throws, the same batch comes again.
	 * @param partitions those of the batch's partitions that are this consumer's: after a
	 * rebalance a batch that comes again may hold records that are another's by now
	 */
	abstract void on(ConsumerRecords<String, byte[]> polled, List<TopicPartition> partitions, Consumer<?, ?> consumer);

	/** A partition is this consumer's from now on. */
	void take(TopicPartition partition) {
	}

	abstract void letGo(TopicPartition partition);

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
			long worked = System.nanoTime() - start;
			LockSupport.parkNanos(Math.clamp(4 * worked, SHORTEST_REST_NANOS, LONGEST_REST_NANOS));
		}
	}

	@Override
	public final void onMessage(List<ConsumerRecord<String, byte[]>> polled, @Nullable Acknowledgment unused,
			@Nullable Consumer<?, ?> consumer) {
		throw new IllegalStateException("the container hands over whole polls");
	}

	@Override
	public final void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		partitions.forEach(this::take);
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
