package dev.beckon.profile;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import dev.beckon.profile.ProfileRead.Failed;
import dev.beckon.profile.ProfileRead.Found;
import dev.beckon.profile.ProfileRead.Missing;
import dev.beckon.profile.ProfileRead.Rejected;
import dev.beckon.profile.ProfileRead.TimedOut;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.jspecify.annotations.Nullable;

/**
 * A breaker for each shard in front of the reads, so that a dead shard costs its own
 * visitors one read's slice a few times, and the visitors of other shards nothing.
 */
final class BreakerReads implements ProfileReads {

	/**
	 * Under {@code resilience4j.circuitbreaker.configs}, what breakers of shards obey.
	 */
	static final String CONFIG = "shard";

	/**
	 * Open when half of the last 50 reads failed or four fifths were slow; a second later
	 * half-open without being asked; closed again after five good reads.
	 */
	private static final CircuitBreakerConfig DEFAULTS = CircuitBreakerConfig.custom()
		.slidingWindowSize(50)
		.minimumNumberOfCalls(20)
		.failureRateThreshold(50)
		.slowCallRateThreshold(80)
		.slowCallDurationThreshold(Duration.ofMillis(12))
		.waitDurationInOpenState(Duration.ofSeconds(1))
		.automaticTransitionFromOpenToHalfOpenEnabled(true)
		.permittedNumberOfCallsInHalfOpenState(5)
		.build();

	private final ProfileReads reads;

	private final CircuitBreakerRegistry breakers;

	private final RedisCluster redis;

	private final long sliceNanos;

	BreakerReads(ProfileReads reads, CircuitBreakerRegistry breakers, RedisCluster redis, RedisProperties properties) {
		this.reads = reads;
		this.breakers = breakers;
		this.redis = redis;
		this.sliceNanos = properties.readSlice().toNanos();
	}

	/** The breaker of a shard; the same one for everyone. */
	static CircuitBreaker breaker(CircuitBreakerRegistry breakers, String shard) {
		return breakers.circuitBreaker(shard, () -> breakers.getConfiguration(CONFIG).orElse(DEFAULTS));
	}

	@Override
	public ProfileRead read(String visitorId, long deadlineNanos) {
		String shard = this.redis.shards().nameOf(Keys.of(visitorId));
		return (shard == null) ? new Failed() : read(visitorId, deadlineNanos, breaker(this.breakers, shard));
	}

	private ProfileRead read(String visitorId, long deadlineNanos, CircuitBreaker breaker) {
		if (!breaker.tryAcquirePermission()) {
			return new Rejected(breaker.getState() == State.FORCED_OPEN);
		}
		long start = breaker.getCurrentTimestamp();
		boolean fullSlice = deadlineNanos - System.nanoTime() >= this.sliceNanos;
		ProfileRead read = null;
		try {
			read = this.reads.read(visitorId, deadlineNanos);
		}
		finally {
			judge(breaker, read, breaker.getCurrentTimestamp() - start, fullSlice);
		}
		return read;
	}

	/**
	 * A timeout says something of the shard only if the read had its full slice; of a
	 * request with a short deadline it says nothing.
	 */
	private static void judge(CircuitBreaker breaker, @Nullable ProfileRead read, long duration, boolean fullSlice) {
		switch (read) {
			case Found _ -> breaker.onSuccess(duration, breaker.getTimestampUnit());
			case Missing _ -> breaker.onSuccess(duration, breaker.getTimestampUnit());
			case TimedOut _ when !fullSlice -> breaker.releasePermission();
			case TimedOut _ ->
				breaker.onError(duration, breaker.getTimestampUnit(), new TimeoutException("profile read"));
			case Failed _ ->
				breaker.onError(duration, breaker.getTimestampUnit(), new IllegalStateException("profile read"));
			case Rejected _ -> breaker.releasePermission();
			case null -> breaker.releasePermission();
		}
	}

}
