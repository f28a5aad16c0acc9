package dev.beckon.profile;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.AsyncCommand;

/**
 * Whether writes have reached a replica. A primary without any replica, as after a
 * failover, is let pass: waiting for one would stop all writes to a shard that is alive.
 *
 * <p>
 * Thread safety: safe.
 */
final class Acknowledgements {

	/** Enough to notice that a replica is back, without delaying those who are alone. */
	private static final Duration GLANCE = Duration.ofMillis(1);

	private final Duration timeout;

	private final Set<String> alone = ConcurrentHashMap.newKeySet();

	Acknowledgements(Duration timeout) {
		this.timeout = timeout;
	}

	/** The command that asks for acknowledgement, to follow the writes. */
	AsyncCommand<byte[], byte[], Long> ask(String nodeId) {
		return StoreCommands.waitForReplica(this.alone.contains(nodeId) ? GLANCE : this.timeout);
	}

	/**
	 * Judges the answer.
	 * @return whether a replica has the writes; false when the primary has no replica
	 * @throws RedisException when there are replicas, and none acknowledges; or when the
	 * node is gone
	 */
	boolean isReplicated(String nodeId, StatefulRedisConnection<byte[], byte[]> line, long acknowledged,
			Deadline deadline) {
		if (acknowledged > 0) {
			this.alone.remove(nodeId);
			return true;
		}
		if (onlineReplicas(deadline.await(line.async().info("replication"))) == 0) {
			this.alone.add(nodeId);
			return false;
		}
		if (!this.alone.remove(nodeId) || !isSeenAgain(line, deadline)) {
			throw new RedisException("no replica of " + nodeId + " acknowledges");
		}
		return true;
	}

	/** Whether a replica that has come back acknowledges, given more than a glance. */
	private boolean isSeenAgain(StatefulRedisConnection<byte[], byte[]> line, Deadline deadline) {
		AsyncCommand<byte[], byte[], Long> again = StoreCommands.waitForReplica(this.timeout);
		line.dispatch(List.of(again));
		return deadline.await(again) > 0;
	}

	/** Replicas that are connected and in sync, by a primary's INFO. */
	static long onlineReplicas(String info) {
		return info.lines().filter((line) -> line.startsWith("slave") && line.contains("state=online")).count();
	}

}
