package dev.beckon.access;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How much each of many may do: a bucket of tokens for each who has done something
 * lately, kept as the moment at which it will be full again (the virtual scheduling form
 * of the generic cell rate algorithm, ITU-T I.371). One number is all that changes, so a
 * token costs no allocation and links nothing anew.
 *
 * <p>
 * A full bucket says nothing and is let go: each newcomer looks at two others. Beyond so
 * many, newcomers are not counted until some are full again. Thread safety: safe.
 */
final class Rates {

	private static final int LOOKS = 2;

	/** In a bucket that was let go: whoever still has it must not take from it. */
	private static final long GONE = Long.MIN_VALUE;

	private final ConcurrentHashMap<String, AtomicLong> fullNanos = new ConcurrentHashMap<>();

	private final long tokenNanos;

	private final long periodNanos;

	private final int most;

	private final LongSupplier clock;

	private final ReentrantLock looking = new ReentrantLock();

	private Iterator<Map.Entry<String, AtomicLong>> next = Collections.emptyIterator();

	/**
	 * Buckets.
	 * @param tokens what a full bucket holds, and what flows in during a period
	 * @param most how many buckets there are at the most
	 * @param clock nanoseconds, as {@link System#nanoTime()} counts them
	 */
	Rates(int tokens, Duration period, int most, LongSupplier clock) {
		this.periodNanos = period.toNanos();
		this.tokenNanos = Math.max(1, this.periodNanos / tokens);
		this.most = most;
		this.clock = clock;
	}

	/** Takes a token, or says how long there will be none; zero when it was taken. */
	Duration take(String who) {
		long now = this.clock.getAsLong();
		AtomicLong full = bucket(who, now);
		while (true) {
			long before = full.get();
			if (before == GONE) {
				full = bucket(who, now);
				continue;
			}
			long after = ((before - now > 0) ? before : now) + this.tokenNanos;
			long wait = after - now - this.periodNanos;
			if (wait > 0) {
				return Duration.ofNanos(wait);
			}
			if (full.compareAndSet(before, after)) {
				return Duration.ZERO;
			}
		}
	}

	private AtomicLong bucket(String who, long now) {
		AtomicLong known = this.fullNanos.get(who);
		if (known != null) {
			if (known.get() != GONE) {
				return known;
			}
			this.fullNanos.remove(who, known);
		}
		lookAtOthers(now);
		AtomicLong newcomer = new AtomicLong(now);
		if (size() >= this.most) {
			return newcomer;
		}
		AtomicLong faster = this.fullNanos.putIfAbsent(who, newcomer);
		return (faster != null) ? faster : newcomer;
	}

	/** Each in its turn; whoever finds somebody else looking need not wait. */
	private void lookAtOthers(long now) {
		if (!this.looking.tryLock()) {
			return;
		}
		try {
			for (int i = 0; i < LOOKS; i++) {
				if (!this.next.hasNext()) {
					this.next = this.fullNanos.entrySet().iterator();
				}
				if (this.next.hasNext()) {
					letGoIfFull(this.next.next(), now);
				}
			}
		}
		finally {
			this.looking.unlock();
		}
	}

	/**
	 * Nobody can take from a bucket between the look at it and its end, and a new one in
	 * its place stays.
	 */
	private void letGoIfFull(Map.Entry<String, AtomicLong> looked, long now) {
		AtomicLong bucket = looked.getValue();
		long full = bucket.get();
		if (full == GONE || (full - now <= 0 && bucket.compareAndSet(full, GONE))) {
			this.fullNanos.remove(looked.getKey(), bucket);
		}
	}

	/** How many buckets there are. */
	long size() {
		return this.fullNanos.mappingCount();
	}

}
