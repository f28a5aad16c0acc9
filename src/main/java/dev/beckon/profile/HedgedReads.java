package dev.beckon.profile;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import dev.beckon.profile.ProfileRead.Failed;
import dev.beckon.profile.ProfileRead.Found;
import dev.beckon.profile.ProfileRead.Missing;
import dev.beckon.profile.ProfileRead.TimedOut;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;

/**
 * Profiles from Redis: from the primary, and when that takes long or fails, from a
 * replica too. The first that has the profile wins; what the other says later is dropped.
 */
final class HedgedReads implements ProfileReads {

	private final RedisCluster redis;

	private final long sliceNanos;

	private final long hedgeNanos;

	private final ProfileMetrics metrics;

	HedgedReads(RedisCluster redis, RedisProperties properties, ProfileMetrics metrics) {
		this.redis = redis;
		this.sliceNanos = properties.readSlice().toNanos();
		this.hedgeNanos = properties.hedgeDelay().toNanos();
		this.metrics = metrics;
	}

	@Override
	public ProfileRead read(String visitorId, long deadlineNanos) {
		RedisCluster.Lines lines = this.redis.lines();
		if (lines == null) {
			return new Failed();
		}
		long now = System.nanoTime();
		long slice = Math.min(this.sliceNanos, deadlineNanos - now);
		if (slice <= 0) {
			return new TimedOut();
		}
		byte[] key = Keys.of(visitorId);
		var primary = get(lines.primaryReads(), key);
		ProfileRead first = await(primary, now + Math.min(slice, this.hedgeNanos));
		if (first instanceof Found || first instanceof Missing || slice <= this.hedgeNanos) {
			return first;
		}
		this.metrics.hedged(this.redis.shards().nameOf(key));
		return await(race(primary, get(lines.replicaReads(), key)), now + slice);
	}

	private static CompletableFuture<Optional<byte[]>> get(StatefulRedisClusterConnection<byte[], byte[]> line,
			byte[] key) {
		try {
			return line.async().get(key).toCompletableFuture().thenApply(Optional::ofNullable);
		}
		catch (RedisException rejected) {
			return CompletableFuture.failedFuture(rejected);
		}
	}

	/**
	 * The first value of the two. That a replica has none proves nothing while the
	 * primary may still have one: the replica may be behind.
	 */
	static CompletableFuture<Optional<byte[]>> race(CompletableFuture<Optional<byte[]>> primary,
			CompletableFuture<Optional<byte[]>> replica) {
		CompletableFuture<Optional<byte[]>> copy = replica
			.handle((found, failure) -> failure == null && found.isPresent())
			.thenCompose((isFound) -> isFound ? replica : new CompletableFuture<>());
		return primary.exceptionallyCompose((failure) -> replica).applyToEither(copy, Function.identity());
	}

	private ProfileRead await(CompletableFuture<Optional<byte[]>> stored, long untilNanos) {
		try {
			Optional<byte[]> bytes = stored.get(Math.max(0, untilNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
			return bytes.isEmpty() ? new Missing() : new Found(ProfileCodec.decode(bytes.get()));
		}
		catch (TimeoutException late) {
			return new TimedOut();
		}
		catch (ExecutionException | CancellationException unavailable) {
			return new Failed();
		}
		catch (UnreadableProfileException corrupt) {
			this.metrics.unreadable();
			return new Missing();
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			return new TimedOut();
		}
	}

}
