package dev.beckon.ingest;

import org.jspecify.annotations.Nullable;

/**
 * How far event time has come in a partition: the latest event time seen. Lateness is
 * measured against it and never against a clock, so that a replay judges every
 * interaction as the first run did.
 *
 * @param millis the latest event time; {@link Long#MIN_VALUE} before the first
 * interaction
 */
record Watermark(long millis) {

	static final Watermark NONE = new Watermark(Long.MIN_VALUE);

	private static final String PREFIX = "watermark=";

	Watermark advancedTo(long timeMillis) {
		return (timeMillis > this.millis) ? new Watermark(timeMillis) : this;
	}

	boolean isLate(long timeMillis, long allowedLatenessMillis) {
		return timeMillis < minus(allowedLatenessMillis);
	}

	/**
	 * The watermark less a span, or the beginning of time before the first interaction.
	 */
	long minus(long spanMillis) {
		return (this.millis < Long.MIN_VALUE + spanMillis) ? Long.MIN_VALUE : this.millis - spanMillis;
	}

	/** The form kept beside a committed offset. */
	String asMetadata() {
		return PREFIX + this.millis;
	}

	static Watermark ofMetadata(@Nullable String metadata) {
		if (metadata == null || !metadata.startsWith(PREFIX)) {
			return NONE;
		}
		try {
			return new Watermark(Long.parseLong(metadata.substring(PREFIX.length())));
		}
		catch (NumberFormatException foreign) {
			return NONE;
		}
	}

}
