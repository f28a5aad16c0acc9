package dev.beckon.profile;

/** Counts what came of every read, per shard. */
final class CountedReads implements ProfileReads {

	private final ProfileReads reads;

	private final RedisCluster redis;

	private final ProfileMetrics metrics;

	CountedReads(ProfileReads reads, RedisCluster redis, ProfileMetrics metrics) {
		this.reads = reads;
		this.redis = redis;
		this.metrics = metrics;
	}

	@Override
	public ProfileRead read(String visitorId, long deadlineNanos) {
		ProfileRead read = this.reads.read(visitorId, deadlineNanos);
		this.metrics.read(this.redis.shards().nameOf(Keys.of(visitorId)), read);
		return read;
	}

}
