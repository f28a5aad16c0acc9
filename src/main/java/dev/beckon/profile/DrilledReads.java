package dev.beckon.profile;

import dev.beckon.control.Switchboard;

/**
 * Turns a drill's share of a shard's reads away, as if an operator had forced its breaker
 * open for those visitors alone. The breaker sees nothing of it.
 */
final class DrilledReads implements ProfileReads {

	private final ProfileReads reads;

	private final RedisCluster redis;

	private final Switchboard switchboard;

	DrilledReads(ProfileReads reads, RedisCluster redis, Switchboard switchboard) {
		this.reads = reads;
		this.redis = redis;
		this.switchboard = switchboard;
	}

	@Override
	public ProfileRead read(String visitorId, long deadlineNanos) {
		String shard = this.redis.shards().nameOf(Keys.of(visitorId));
		return (shard != null && this.switchboard.draw(shard) != null) ? new ProfileRead.Rejected(true)
				: this.reads.read(visitorId, deadlineNanos);
	}

}
