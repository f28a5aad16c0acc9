package dev.beckon.http;

import java.util.concurrent.atomic.AtomicLongArray;

import org.springframework.stereotype.Component;

/**
 * How long this process's answers have taken lately, for those who work beside them and
 * would rather not be in their way.
 *
 * <p>
 * Counts in buckets that are an eighth of their value wide at most. Thread safety: any
 * number of threads tell, one looks.
 */
@Component
public class AnswerTimes {

	private static final int BITS = 3;

	private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - BITS) << BITS);

	/** An answer has been given. */
	public void took(long nanos) {
		this.counts.incrementAndGet(bucket(Math.max(1L << BITS, nanos)));
	}

	/** What has been told since the last look. */
	public Window look() {
		long[] taken = new long[this.counts.length()];
		for (int i = 0; i < taken.length; i++) {
			taken[i] = this.counts.getAndSet(i, 0);
		}
		return new Window(taken);
	}

	private static int bucket(long nanos) {
		int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - BITS;
		return (shift << BITS) + (int) (nanos >>> shift);
	}

	private static long upperBound(int bucket) {
		int shift = (bucket >>> BITS) - 1;
		return ((bucket & ((1L << BITS) - 1)) + (1L << BITS) + 1) << shift;
	}

	/** The answers of some stretch of time. */
	public static final class Window {

		private final long[] counts;

		private long answers;

		private Window(long[] counts) {
			this.counts = counts;
			for (long count : counts) {
				this.answers += count;
			}
		}

		public long answers() {
			return this.answers;
		}

		/** What this share of the answers took at the most, 0 when there were none. */
		public long nanosAt(double share) {
			long left = (long) Math.ceil(share * this.answers);
			for (int bucket = 0; bucket < this.counts.length; bucket++) {
				left -= this.counts[bucket];
				if (left <= 0 && this.answers > 0) {
					return upperBound(bucket);
				}
			}
			return 0;
		}

	}

}
