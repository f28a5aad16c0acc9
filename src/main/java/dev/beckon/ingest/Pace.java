package dev.beckon.ingest;

import java.time.Duration;

/**
 * How much of its time a listener with a backlog may work, by additive increase and
 * multiplicative decrease, the way TCP shares a line: while answers or Redis are slow the
 * share is halved again and again, down to a floor, and while they are fast it grows in
 * even steps. A backlog that begins while answers are being given begins at the floor,
 * since what is slow already has been noticed too late. Where nobody asks for answers the
 * share doubles instead, and the floor keeps the views moving whatever else is slow.
 *
 * <p>
 * Pure: what was observed is passed in. Thread safety: for any number of threads that
 * work, and one that observes.
 */
final class Pace {

	private static final double DECREASE = 0.5;

	/** Slow, since a pause of the garbage collector now and then is a slow period too. */
	private static final double INCREASE = 0.01;

	/** Fewer answers in a period say nothing of their p99. */
	private static final long FEW_ANSWERS = 10;

	/** Answers that are so much slower than usual are slow. */
	private static final double NOTICEABLE = 1.5;

	/** Below this part of the limit nobody minds. */
	private static final double NEGLIGIBLE = 0.5;

	/** Over so many periods what is usual is taken. */
	private static final int MEMORY = 8;

	/** Records of a partition that are taken at once while there are answers to hurt. */
	private static final int SMALL_SLICE = 150;

	/** More records than this come at once only where many are waiting. */
	private static final int MANY = 2_000;

	/**
	 * What is younger is what shoppers are doing now: a peak, or what a pause has left,
	 * and nobody's answer gains by its being late.
	 */
	private static final Duration NEWS = Duration.ofSeconds(5);

	/** Periods without a backlog after which the next one is a new one. */
	private static final int CAUGHT_UP = 3;

	/** The longest rest owed for one slice. */
	private static final long LONGEST_REST_NANOS = Duration.ofMillis(100).toNanos();

	private final long yieldAboveNanos;

	private final double floor;

	private volatile double share = 1;

	private volatile boolean hasBacklog;

	private int periodsWithoutBacklog;

	/** The p99 of answers without a backlog; the limit while it is not known. */
	private long usualNanos;

	/**
	 * Begins unhindered.
	 * @param yieldAbove a p99 of answers, or a latency of Redis, over this is slow; over
	 * half of it a p99 is, too, that is half as high again as without a backlog
	 * @param floor the least share of its time a listener works, over 0 to 1
	 */
	Pace(Duration yieldAbove, double floor) {
		if (!(floor > 0) || floor > 1) {
			throw new IllegalArgumentException("the floor must be over 0 and at most 1");
		}
		this.yieldAboveNanos = yieldAbove.toNanos();
		this.usualNanos = this.yieldAboveNanos;
		this.floor = floor;
	}

	/**
	 * What a period was like for others.
	 *
	 * @param answers given in it
	 * @param p99Nanos what 99 % of them took at the most
	 * @param redisNanos how long Redis takes to answer
	 */
	record Period(long answers, long p99Nanos, long redisNanos) {

		boolean isSlow(long p99Limit, long redisLimit) {
			return this.redisNanos > redisLimit || (hasAnswers() && this.p99Nanos > p99Limit);
		}

		boolean hasAnswers() {
			return this.answers >= FEW_ANSWERS;
		}

	}

	/** Another period has passed. */
	void observe(Period period) {
		this.periodsWithoutBacklog = this.hasBacklog ? 0 : this.periodsWithoutBacklog + 1;
		this.hasBacklog = false;
		if (period.hasAnswers() && this.periodsWithoutBacklog > 0) {
			this.usualNanos += (period.p99Nanos() - this.usualNanos) / MEMORY;
		}
		if (period.hasAnswers() && this.periodsWithoutBacklog > CAUGHT_UP) {
			this.share = this.floor;
		}
		else if (period.isSlow(p99Limit(), this.yieldAboveNanos)) {
			this.share = Math.max(this.floor, this.share * DECREASE);
		}
		else {
			this.share = Math.min(1, period.hasAnswers() ? this.share + INCREASE : this.share / DECREASE);
		}
	}

	private long p99Limit() {
		return Math.clamp((long) (NOTICEABLE * this.usualNanos), (long) (NEGLIGIBLE * this.yieldAboveNanos),
				this.yieldAboveNanos);
	}

	/** The share of its time a listener with a backlog works now, from the floor to 1. */
	double share() {
		return this.share;
	}

	/** Records of each partition to take at once. */
	int sliceRecords() {
		return (this.share < 1) ? SMALL_SLICE : Integer.MAX_VALUE;
	}

	/**
	 * Whether a poll is of a backlog: of many records, the oldest of which has waited for
	 * long. Those who keep up with what happens are never held back.
	 */
	boolean isBacklog(int polledRecords, Duration oldest) {
		boolean backlog = polledRecords > MANY && oldest.compareTo(NEWS) > 0;
		this.hasBacklog |= backlog;
		return backlog;
	}

	/** How long to rest after so much work on a backlog. */
	long restNanos(long workedNanos) {
		this.hasBacklog = true;
		double now = this.share;
		return (now >= 1) ? 0 : Math.min(LONGEST_REST_NANOS, (long) (workedNanos * (1 / now - 1)));
	}

}
