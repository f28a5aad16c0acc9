package dev.beckon.attribution;

import java.time.Duration;
import java.time.Instant;

import dev.beckon.attribution.ShownAnswer.Labels;
import org.jspecify.annotations.Nullable;

/**
 * Which answers are to be counted.
 *
 * @param from the first moment
 * @param to the moment after the last
 * @param slot how long each slot of the course over time is
 * @param only answers like this
 */
public record Query(Instant from, Instant to, Duration slot, Only only) {

	private static final int MAX_SLOTS = 1_000;

	public Query {
		if (!to.isAfter(from) || slot.toMillis() < 1 || Duration.between(from, to).dividedBy(slot) > MAX_SLOTS) {
			throw new IllegalArgumentException("no period of at most " + MAX_SLOTS + " slots");
		}
	}

	/**
	 * What answers have to be; null for whatever they are.
	 *
	 * @param placement where they appeared
	 * @param source where they came from
	 * @param category the first level of the category on the page; empty for pages
	 * without one
	 */
	public record Only(@Nullable String placement, @Nullable String source, @Nullable String category) {

		/** All answers. */
		public static final Only ALL = new Only(null, null, null);

		boolean admits(Labels labels) {
			String itsCategory = (labels.category() != null) ? labels.category() : "";
			return is(this.placement, labels.placement()) && is(this.source, labels.source())
					&& is(this.category, itsCategory);
		}

		private static boolean is(@Nullable String wanted, String value) {
			return wanted == null || wanted.equals(value);
		}

	}

	/** Slots of the period; the last one may be cut short. */
	int slots() {
		long millis = this.to.toEpochMilli() - this.from.toEpochMilli();
		return Math.toIntExact(Math.ceilDiv(millis, this.slot.toMillis()));
	}

	/** The slot that a moment is in; -1 outside of the period. */
	int slotOf(long millis) {
		boolean within = millis >= this.from.toEpochMilli() && millis < this.to.toEpochMilli();
		return within ? (int) ((millis - this.from.toEpochMilli()) / this.slot.toMillis()) : -1;
	}

	Instant start(int slotNumber) {
		return this.from.plusMillis(slotNumber * this.slot.toMillis());
	}

}
