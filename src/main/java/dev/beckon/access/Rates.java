package dev.beckon.access;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

/**
 * How much each of many may do: a bucket of tokens for each who has done something
 * lately. Beyond so many, those who do least are forgotten first, which gives them a full
 * bucket again and nobody else more. Thread safety: safe.
 */
final class Rates {

	private final Cache<String, Bucket> buckets;

	private final int tokens;

	private final Duration period;

	/**
	 * Buckets.
	 * @param tokens what a full bucket holds, and what flows in during a period
	 * @param most how many buckets there are at the most
	 */
	Rates(int tokens, Duration period, int most) {
		this.tokens = tokens;
		this.period = period;
		this.buckets = Caffeine.newBuilder()
			.executor(Runnable::run)
			.maximumSize(most)
			.expireAfterAccess(period.multipliedBy(2))
			.build();
	}

	/** Takes a token, or says how long there will be none; zero when it was taken. */
	Duration take(String who) {
		Bucket bucket = this.buckets.get(who, (newcomer) -> bucket());
		return bucket.tryConsume(1) ? Duration.ZERO
				: Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
	}

	private Bucket bucket() {
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.tokens).refillGreedy(this.tokens, this.period))
			.build();
	}

}
