package dev.beckon.replay;

import java.util.concurrent.TimeUnit;

/**
 * When each row is sent and which event time it carries. Rows that the file gives one
 * second are spread evenly over it.
 *
 * <p>
 * No event time is in the future. With {@link EventTimes#NOW} it is the instant the row
 * is sent, so that every shopper is here now, as the answers need it, and gaps between a
 * visitor's rows shrink with the speed. With {@link EventTimes#GAPS} gaps stay as they
 * are in the file and the last row happens when it is sent; so at speed s the first row
 * of a file of length L carries a time L - L/s before it is sent, and visits that the
 * file separates stay apart.
 */
final class Schedule {

	/** How event times follow from the file's times. */
	enum EventTimes {

		NOW, GAPS

	}

	private final double speed;

	private final EventTimes eventTimes;

	private final long firstMillis;

	private final long spanMillis;

	/** Per row, in file time since the first row. */
	private final long[] offsetMillis;

	Schedule(Clickstream clickstream, double speed, EventTimes eventTimes) {
		if (!(speed > 0)) {
			throw new IllegalArgumentException("speed must be positive");
		}
		this.speed = speed;
		this.eventTimes = eventTimes;
		this.firstMillis = clickstream.rows().getFirst().timeMillis();
		this.offsetMillis = spread(clickstream);
		this.spanMillis = this.offsetMillis[this.offsetMillis.length - 1];
	}

	private long[] spread(Clickstream clickstream) {
		var rows = clickstream.rows();
		long[] offsets = new long[rows.size()];
		int from = 0;
		while (from < offsets.length) {
			long time = rows.get(from).timeMillis();
			int to = from;
			while (to < offsets.length && rows.get(to).timeMillis() == time) {
				to++;
			}
			for (int i = from; i < to; i++) {
				offsets[i] = time - this.firstMillis + 1_000L * (i - from) / (to - from);
			}
			from = to;
		}
		return offsets;
	}

	int size() {
		return this.offsetMillis.length;
	}

	/** How long after the start the row at {@code index} is sent. */
	long sendNanos(int index) {
		return (long) (this.offsetMillis[index] / this.speed * TimeUnit.MILLISECONDS.toNanos(1));
	}

	/** How long sending takes. */
	long durationNanos() {
		return sendNanos(size() - 1);
	}

	/**
	 * The event time of the row at {@code index}, in milliseconds since the epoch.
	 * @param startMillis when sending starts
	 */
	long eventTimeMillis(int index, long startMillis) {
		return switch (this.eventTimes) {
			case NOW -> startMillis + (long) (this.offsetMillis[index] / this.speed);
			case GAPS ->
				startMillis + (long) (this.spanMillis / this.speed) - this.spanMillis + this.offsetMillis[index];
		};
	}

}
