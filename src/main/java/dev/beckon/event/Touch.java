package dev.beckon.event;

import java.util.Comparator;

/**
 * One interaction as profiles and sessions remember it: the visitor is known from where
 * it is kept, and the event id is reduced to a hash.
 *
 * @param itemId the item touched, at most {@link Ids#MAX_BYTES} bytes of UTF-8
 * @param type what was done
 * @param timeMillis event time, milliseconds since the epoch
 * @param quantity pieces, at least 1
 * @param eventHash {@link Hashing#hash64} of the event id: two touches with the same hash
 * are the same interaction
 */
public record Touch(String itemId, InteractionType type, long timeMillis, int quantity,
		long eventHash) implements Comparable<Touch> {

	private static final Comparator<Touch> TIE_BREAK = Comparator.comparingLong(Touch::eventHash)
		.thenComparing(Touch::itemId)
		.thenComparing(Touch::type)
		.thenComparingInt(Touch::quantity);

	/**
	 * Event time first; ties are broken by content alone, so that any arrival order sorts
	 * the same.
	 */
	@Override
	public int compareTo(Touch other) {
		int byTime = Long.compare(this.timeMillis, other.timeMillis);
		return (byTime != 0) ? byTime : TIE_BREAK.compare(this, other);
	}

}
