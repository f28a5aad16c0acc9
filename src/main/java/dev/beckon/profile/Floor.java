package dev.beckon.profile;

import java.util.Comparator;

import dev.beckon.event.Touch;

/**
 * The place in event time that a class of touches has lost its memory below: nothing at
 * or beneath it is ever admitted to the class again.
 *
 * @param timeMillis event time of the newest touch that no longer fitted
 * @param eventHash that touch's hash, to tell touches of the same millisecond apart
 */
record Floor(long timeMillis, long eventHash) implements Comparable<Floor> {

	/** Beneath every touch. */
	static final Floor NONE = new Floor(-1, 0);

	private static final Comparator<Floor> ORDER = Comparator.comparingLong(Floor::timeMillis)
		.thenComparingLong(Floor::eventHash);

	static Floor at(Touch touch) {
		return new Floor(touch.timeMillis(), touch.eventHash());
	}

	boolean isUnder(Touch touch) {
		return this.timeMillis < touch.timeMillis()
				|| (this.timeMillis == touch.timeMillis() && this.eventHash < touch.eventHash());
	}

	Floor max(Floor other) {
		return (compareTo(other) >= 0) ? this : other;
	}

	@Override
	public int compareTo(Floor other) {
		return ORDER.compare(this, other);
	}

}
