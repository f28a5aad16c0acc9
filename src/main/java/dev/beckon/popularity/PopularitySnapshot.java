package dev.beckon.popularity;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.beckon.log.SnapshotPart;
import dev.beckon.log.SnapshotReader;
import dev.beckon.log.SnapshotWriter;

/**
 * Popularity in a snapshot: the landmark, the number of items, and of each its id, how
 * many contributions it has and the bits of their sum. The ranking is made of it anew.
 */
final class PopularitySnapshot implements SnapshotPart {

	private final DecayedCounts counts;

	/** Counts changes, so that the next ranking shows what was restored. */
	private final AtomicLong changes;

	private final String description;

	PopularitySnapshot(DecayedCounts counts, AtomicLong changes, PopularityProperties properties) {
		this.counts = counts;
		this.changes = changes;
		this.description = "popularity 1 " + properties.halfLife() + ' ' + properties.maxItems() + ' '
				+ properties.weights();
	}

	@Override
	public String description() {
		return this.description;
	}

	@Override
	public Content capture() {
		DecayedCounts.Sums sums = this.counts.sums();
		return (out) -> write(sums, out);
	}

	private static void write(DecayedCounts.Sums sums, SnapshotWriter out) throws IOException {
		out.putLong(sums.landmark());
		out.putVarint(sums.byItem().size());
		for (Map.Entry<String, DecayedCounts.Sum> item : sums.byItem().entrySet()) {
			out.putText(item.getKey());
			out.putVarint(item.getValue().contributions());
			out.putLong(Double.doubleToRawLongBits(item.getValue().value()));
		}
	}

	@Override
	public void restore(SnapshotReader in) throws IOException {
		long landmark = in.getLong();
		Map<String, DecayedCounts.Sum> byItem = new HashMap<>();
		for (int left = in.getCount(); left > 0; left--) {
			String itemId = in.getText();
			int contributions = in.getCount();
			byItem.put(itemId, new DecayedCounts.Sum(Double.longBitsToDouble(in.getLong()), contributions));
		}
		this.counts.restore(new DecayedCounts.Sums(landmark, byItem));
		this.changes.incrementAndGet();
	}

	@Override
	public void clear() {
		this.counts.clear();
	}

}
