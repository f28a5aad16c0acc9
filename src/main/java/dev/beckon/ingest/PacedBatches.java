package dev.beckon.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Lets a listener work no faster than its {@link Pace}: a poll is handed on in slices,
 * and where it is of a backlog, with a rest after each.
 */
final class PacedBatches
		implements BatchAcknowledgingConsumerAwareMessageListener<String, byte[]>, ConsumerAwareRebalanceListener {

	private final BatchListener listener;

	private final Pace pace;

	private final Slices slices = new Slices();

	private final InstantSource clock = InstantSource.system();

	PacedBatches(BatchListener listener, Pace pace) {
		this.listener = listener;
		this.pace = pace;
	}

	@Override
	public boolean wantsPollResult() {
		return true;
	}

	@Override
	public void onMessage(ConsumerRecords<String, byte[]> polled, @Nullable Acknowledgment unused,
			Consumer<String, byte[]> consumer) {
		boolean backlog = this.pace.isBacklog(polled.count(), oldest(polled));
		ConsumerRecords<String, byte[]> slice = this.slices.next(polled, this.pace.sliceRecords());
		while (!slice.isEmpty()) {
			long start = System.nanoTime();
			this.listener.onMessage(slice, null, consumer);
			this.slices.committed(slice);
			if (backlog) {
				LockSupport.parkNanos(this.pace.restNanos(System.nanoTime() - start));
			}
			slice = this.slices.next(polled, this.pace.sliceRecords());
		}
	}

	/** How long ago the log took the first of these. */
	private Duration oldest(ConsumerRecords<String, byte[]> polled) {
		long now = this.clock.millis();
		long first = polled.partitions()
			.stream()
			.mapToLong((partition) -> polled.records(partition).getFirst().timestamp())
			.min()
			.orElse(now);
		return Duration.ofMillis(now - first);
	}

	@Override
	public void onMessage(List<ConsumerRecord<String, byte[]>> polled, @Nullable Acknowledgment unused,
			@Nullable Consumer<?, ?> consumer) {
		throw new IllegalStateException("the container hands over whole polls");
	}

	@Override
	public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		partitions.forEach(this.slices::forget);
		this.listener.onPartitionsAssigned(consumer, partitions);
	}

	@Override
	public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		partitions.forEach(this.slices::forget);
		this.listener.onPartitionsRevokedAfterCommit(consumer, partitions);
	}

	@Override
	public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
		partitions.forEach(this.slices::forget);
		this.listener.onPartitionsLost(consumer, partitions);
	}

}
