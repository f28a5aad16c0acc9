package dev.beckon.profile;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;

/**
 * The instant by which something must have answered.
 *
 * @param nanos on the scale of {@link System#nanoTime()}
 */
record Deadline(long nanos) {

	static Deadline in(Duration duration) {
		return new Deadline(System.nanoTime() + duration.toNanos());
	}

	boolean isOver() {
		return this.nanos - System.nanoTime() <= 0;
	}

	/**
	 * What the command answers.
	 * @throws io.lettuce.core.RedisException when it fails or is too late, and then it is
	 * cancelled
	 */
	<T> T await(RedisFuture<T> command) {
		long left = Math.max(1, this.nanos - System.nanoTime());
		return LettuceFutures.awaitOrCancel(command, left, TimeUnit.NANOSECONDS);
	}

}
