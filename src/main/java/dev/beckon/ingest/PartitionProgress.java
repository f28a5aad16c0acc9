package dev.beckon.ingest;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import dev.beckon.event.VisitorChange;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How far the profiles of one partition are written. Changes whose shard is away are
 * parked here, so that those of other shards go on, and the oldest of them holds the
 * committed offset back: whoever reads on from there finds again all that was parked.
 *
 * <p>
 * Thread safety: for the partition's consumer alone, but for {@link #interactions()}.
 */
final class PartitionProgress {

	/** Small batches are joined up to this many interactions, to be written together. */
	private static final int JOINED = 2_000;

	private final Deque<Parked> parked = new ArrayDeque<>();

	private @Nullable OffsetAndMetadata end;

	private @Nullable OffsetAndMetadata committed;

	private final AtomicInteger interactions = new AtomicInteger();

	private final long retryDelayNanos;

	private long retriedNanos;

	/**
	 * Nothing is read yet.
	 * @param retryDelayNanos how long to leave parked changes alone between tries
	 */
	PartitionProgress(long retryDelayNanos) {
		this.retryDelayNanos = retryDelayNanos;
	}

	/**
	 * Takes note of a batch.
	 * @param unwritten the visitors whose changes could not be written
	 */
	void add(PartitionBatch batch, Set<String> unwritten) {
		Map<String, VisitorChange> left = new HashMap<>(batch.changes());
		left.keySet().retainAll(unwritten);
		if (!left.isEmpty()) {
			park(new Parked(batch.start(), left));
		}
		this.end = batch.offset();
	}

	private void park(Parked newest) {
		Parked last = this.parked.peekLast();
		if (last != null && last.interactions() + newest.interactions() <= JOINED) {
			newest.changes().forEach((visitor, change) -> last.changes().merge(visitor, change, VisitorChange::and));
		}
		else {
			this.parked.addLast(newest);
		}
		this.interactions.addAndGet(newest.interactions());
	}

	/**
	 * Tries to write what is parked, the oldest first, if it was left alone long enough.
	 * @param nowNanos on the scale of {@link System#nanoTime()}
	 * @param write writes what can be written, and returns what cannot
	 */
	void retry(long nowNanos, UnaryOperator<Map<String, VisitorChange>> write) {
		if (this.parked.isEmpty() || nowNanos - this.retriedNanos < this.retryDelayNanos) {
			return;
		}
		this.retriedNanos = nowNanos;
		this.parked.removeIf((oldest) -> {
			Map<String, VisitorChange> left = write.apply(Collections.unmodifiableMap(oldest.changes()));
			oldest.changes().keySet().retainAll(left.keySet());
			return left.isEmpty();
		});
		this.interactions.set(this.parked.stream().mapToInt(Parked::interactions).sum());
	}

	/** Up to where all is written, where that is not committed yet. */
	Optional<OffsetAndMetadata> toCommit() {
		OffsetAndMetadata written = this.parked.isEmpty() ? this.end : this.parked.getFirst().start();
		return Optional.ofNullable(written).filter((offset) -> !offset.equals(this.committed));
	}

	void committed(OffsetAndMetadata offset) {
		this.committed = offset;
	}

	/** How many interactions are parked; any thread may ask. */
	int interactions() {
		return this.interactions.get();
	}

	/**
	 * What is left of one batch or of several in a row.
	 *
	 * @param start where the first of them began
	 * @param changes what is left, by visitor
	 */
	private record Parked(OffsetAndMetadata start, Map<String, VisitorChange> changes) {

		/** A visitor who is only to be forgotten counts as one. */
		int interactions() {
			return this.changes.values().stream().mapToInt((change) -> Math.max(1, change.touches().size())).sum();
		}

	}

}
