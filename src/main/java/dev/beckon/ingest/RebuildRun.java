package dev.beckon.ingest;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

import dev.beckon.event.VisitorChange;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a partition from its beginning as the listener did, and picks out what belongs to
 * some ranges of slots.
 */
final class RebuildRun {

	private final Function<Watermark, BatchSorter> sorters;

	private final ToIntFunction<String> rangeOf;

	private final BitSet ranges;

	private Watermark watermark = Watermark.NONE;

	/**
	 * Begins a run.
	 * @param sorters judges records as the listener does
	 * @param rangeOf the range a visitor's profile is in
	 * @param ranges the ranges to rebuild
	 */
	RebuildRun(Function<Watermark, BatchSorter> sorters, ToIntFunction<String> rangeOf, BitSet ranges) {
		this.sorters = sorters;
		this.rangeOf = rangeOf;
		this.ranges = ranges;
	}

	/** What the next records tell of the visitors in the ranges. */
	Map<String, VisitorChange> next(List<ConsumerRecord<String, byte[]>> consumed) {
		PartitionBatch batch = this.sorters.apply(this.watermark).sort(consumed);
		this.watermark = batch.watermark();
		Map<String, VisitorChange> changes = new HashMap<>(batch.changes());
		changes.keySet().removeIf((visitor) -> !this.ranges.get(this.rangeOf.applyAsInt(visitor)));
		return changes;
	}

}
