package dev.beckon.profile;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import io.lettuce.core.RedisException;

/**
 * How quickly Redis answers a reader, for those who write much and would rather not be in
 * its way: every shard is asked one small question now and then, on the connections that
 * answers read by.
 *
 * <p>
 * What counts is the middle one of the last few beats, so that a pause of this process's
 * own is no reason to be alarmed. A shard that is away says nothing: it is nobody's fault
 * that writes could mend. Thread safety: one thread beats, any thread asks.
 */
public final class StorePulse {

	private static final int BEATS = 5;

	private static final long AWAY_NANOS = Duration.ofSeconds(1).toNanos();

	private final RedisCluster redis;

	private final AtomicLong slowest = new AtomicLong();

	private final long[] beats = new long[BEATS];

	private int beat;

	StorePulse(RedisCluster redis) {
		this.redis = redis;
	}

	/**
	 * Asks every shard, and returns how long the slowest has taken of late, in
	 * nanoseconds; 0 while nothing is known.
	 */
	public long beat() {
		this.beats[this.beat++ % BEATS] = this.slowest.getAndSet(0);
		RedisCluster.Lines lines = this.redis.lines();
		if (lines != null) {
			long asked = System.nanoTime();
			this.redis.shards().sampleKeys().forEach((key) -> ask(lines, key, asked));
		}
		long[] sorted = this.beats.clone();
		Arrays.sort(sorted);
		return sorted[BEATS / 2];
	}

	private void ask(RedisCluster.Lines lines, byte[] key, long asked) {
		try {
			var _ = lines.primaryReads().async().exists(key).thenAccept((answered) -> {
				long took = System.nanoTime() - asked;
				this.slowest.accumulateAndGet((took < AWAY_NANOS) ? took : 0, Math::max);
			});
		}
		catch (RedisException away) {
			this.slowest.accumulateAndGet(0, Math::max);
		}
	}

}
