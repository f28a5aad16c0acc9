package dev.beckon.ingest;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import dev.beckon.event.VisitorChange;
import dev.beckon.profile.ProfileMarks;
import dev.beckon.profile.WriteOutcome;
import dev.beckon.profile.WriteReport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ListenerContainerIdleEvent;

/**
 * Folds interactions into profiles: one read and one write for a visitor however many of
 * the batch's interactions are theirs, and the offsets only once a replica has the
 * outcome. Changes whose shard is away are parked in memory, and the others go on; when
 * as much is parked as may be, the batch is tried again until there is room. Late
 * interactions and dead letters are the sessions listener's to put aside.
 */
class ProfileBatches extends BatchListener {

	static final String LISTENER = "profiles";

	private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final Map<TopicPartition, PartitionProgress> progress = new ConcurrentHashMap<>();

	/** What this process has, and up to where it has begun to write. */
	private final Map<TopicPartition, Long> reached = new ConcurrentHashMap<>();

	private final Watermarks watermarks = new Watermarks();

	private final IngestProperties properties;

	private final ForgottenVisitors forgotten;

	private final Function<Map<String, VisitorChange>, WriteOutcome> writes;

	private final ProfileMarks marks;

	private final IngestMetrics.ListenerCounters counters;

	ProfileBatches(IngestProperties properties, ForgottenVisitors forgotten,
			Function<Map<String, VisitorChange>, WriteOutcome> writes, ProfileMarks marks, IngestMetrics metrics) {
		this.properties = properties;
		this.forgotten = forgotten;
		this.writes = writes;
		this.marks = marks;
		this.counters = metrics.countersOf(LISTENER);
		metrics.watchParked(this::parkedInteractions);
	}

	@Override
	void on(ConsumerRecords<String, byte[]> polled, List<TopicPartition> partitions, Consumer<?, ?> consumer) {
		this.forgotten.requireKnown();
		retryParked(consumer);
		requireRoom();
		List<PartitionBatch> batches = partitions.stream()
			.map((partition) -> sorter(partition, this.watermarks.of(partition, consumer))
				.sort(polled.records(partition)))
			.toList();
		batches.forEach(this::reach);
		WriteOutcome outcome = write(batches);
		batches.forEach((batch) -> progress(batch.partition()).add(batch, outcome.unwritten().keySet()));
		commit(consumer);
		for (PartitionBatch batch : batches) {
			this.watermarks.set(batch.partition(), batch.watermark());
			this.counters.committed(batch);
		}
		count(outcome);
	}

	/**
	 * Goes on with what is parked while nothing new comes in; told on the consumer's own
	 * thread.
	 */
	@EventListener
	void on(ListenerContainerIdleEvent idle) {
		retryParked(idle.getConsumer());
		commit(idle.getConsumer());
	}

	private void reach(PartitionBatch batch) {
		if (batch.firstOffset() == 0) {
			this.marks.keep(batch.partition().partition());
		}
		this.reached.put(batch.partition(), batch.nextOffset());
	}

	private BatchSorter sorter(TopicPartition partition, Watermark watermark) {
		return new BatchSorter(partition, watermark, this.properties.allowedLateness().toMillis(),
				this.forgotten::through);
	}

	/** A run that judges as this listener does. */
	RebuildRun rebuildRun(TopicPartition partition, BitSet ranges) {
		this.forgotten.requireKnown();
		return new RebuildRun((watermark) -> sorter(partition, watermark), ProfileMarks::rangeOf, ranges);
	}

	/** The partitions this process has. */
	Set<TopicPartition> owned() {
		return Set.copyOf(this.reached.keySet());
	}

	/**
	 * The offset up to which this process has written a partition, or has begun to; 0
	 * before it has.
	 */
	long reached(TopicPartition partition) {
		return this.reached.getOrDefault(partition, 0L);
	}

	private WriteOutcome write(List<PartitionBatch> batches) {
		Map<String, VisitorChange> changes = new HashMap<>();
		batches.forEach((batch) -> batch.changes()
			.forEach((visitor, change) -> changes.merge(visitor, change, VisitorChange::and)));
		return this.writes.apply(changes);
	}

	private void retryParked(Consumer<?, ?> consumer) {
		for (PartitionProgress partition : ownedBy(consumer).values()) {
			partition.retry(System.nanoTime(), (parked) -> {
				WriteOutcome outcome = this.writes.apply(parked);
				count(outcome);
				return outcome.unwritten();
			});
		}
	}

	private void requireRoom() {
		if (parkedInteractions() > this.properties.maxParked()) {
			throw new IllegalStateException("as many interactions are parked as may be");
		}
	}

	private void commit(Consumer<?, ?> consumer) {
		Map<TopicPartition, PartitionProgress> owned = ownedBy(consumer);
		Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
		owned.forEach((partition, reached) -> reached.toCommit().ifPresent((offset) -> offsets.put(partition, offset)));
		if (!offsets.isEmpty()) {
			consumer.commitSync(offsets);
			offsets.forEach((partition, offset) -> progress(partition).committed(offset));
		}
	}

	private Map<TopicPartition, PartitionProgress> ownedBy(Consumer<?, ?> consumer) {
		Map<TopicPartition, PartitionProgress> owned = new HashMap<>(this.progress);
		owned.keySet().retainAll(consumer.assignment());
		return owned;
	}

	private PartitionProgress progress(TopicPartition partition) {
		return this.progress.computeIfAbsent(partition,
				(absent) -> new PartitionProgress(this.properties.retryDelay().toNanos()));
	}

	private int parkedInteractions() {
		return this.progress.values().stream().mapToInt(PartitionProgress::interactions).sum();
	}

	private void count(WriteOutcome outcome) {
		WriteReport written = outcome.report();
		this.counters.folded(written.added(), written.duplicates());
	}

	@Override
	void take(TopicPartition partition, Consumer<?, ?> consumer) {
		this.reached.putIfAbsent(partition, 0L);
	}

	/** What it writes is what the next answer is made of. */
	@Override
	long restNanos(long workedNanos) {
		return Math.clamp(workedNanos, SHORTEST_REST_NANOS, LONGEST_REST_NANOS);
	}

	@Override
	void letGo(TopicPartition partition) {
		this.progress.remove(partition);
		this.reached.remove(partition);
		this.watermarks.forget(partition);
	}

}
