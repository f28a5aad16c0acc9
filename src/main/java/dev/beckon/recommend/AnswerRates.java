package dev.beckon.recommend;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * Shares of the last minute's answers, counted in one-second slots.
 *
 * <p>
 * Thread safety: safe.
 */
final class AnswerRates {

	private static final int SECONDS = 60;

	private final LongSupplier seconds;

	private final Slot[] slots = new Slot[SECONDS];

	AnswerRates() {
		this(() -> TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()));
	}

	AnswerRates(LongSupplier seconds) {
		this.seconds = seconds;
		Arrays.setAll(this.slots, (i) -> new Slot());
	}

	void count(@Nullable FallbackReason reason, boolean padded) {
		long second = this.seconds.getAsLong();
		this.slots[Math.floorMod(second, SECONDS)].count(second, reason, padded);
	}

	double fallbackRate() {
		return share((slot) -> slot.fallbacks);
	}

	double unknownVisitorRate() {
		return share((slot) -> slot.unknownVisitors);
	}

	double paddedRate() {
		return share((slot) -> slot.padded);
	}

	private double share(ToLongFunction<Slot> part) {
		long oldest = this.seconds.getAsLong() - SECONDS;
		long counted = 0;
		long answers = 0;
		for (Slot slot : this.slots) {
			synchronized (slot) {
				if (slot.second > oldest) {
					counted += part.applyAsLong(slot);
					answers += slot.answers;
				}
			}
		}
		return (answers == 0) ? 0 : (double) counted / answers;
	}

	/** One second's answers. */
	private static final class Slot {

		private long second = Long.MIN_VALUE;

		private long answers;

		private long fallbacks;

		private long unknownVisitors;

		private long padded;

		synchronized void count(long now, @Nullable FallbackReason reason, boolean isPadded) {
			if (this.second != now) {
				this.second = now;
				this.answers = 0;
				this.fallbacks = 0;
				this.unknownVisitors = 0;
				this.padded = 0;
			}
			this.answers++;
			this.padded += isPadded ? 1 : 0;
			if (reason != null) {
				this.fallbacks += reason.isFailure() ? 1 : 0;
				this.unknownVisitors += reason.isFailure() ? 0 : 1;
			}
		}

	}

}
