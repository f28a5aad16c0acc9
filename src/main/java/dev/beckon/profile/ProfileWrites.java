package dev.beckon.profile;

import dev.beckon.event.VisitorChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where what becomes known of visitors is folded into their profiles in Redis.
 *
 * <p>
 * A profile is read, folded, and replaced only if it is still the one that was read;
 * otherwise it is read again. Since folding is order-independent, a writer with stale
 * knowledge (a consumer that lost its partition without noticing) can only add facts that
 * are in the log, and never removes newer ones.
 *
 * <p>
 * Thread safety: safe; visitors of one call go in one pipelined trip per node and
 * direction.
 */
public final class ProfileWrites {

	private static final Logger log = LoggerFactory.getLogger(ProfileWrites.class);

	private static final Duration PAUSE = Duration.ofMillis(50);

	/** How often to try again what failed on a node that is not away. */
	private static final int ATTEMPTS = 4;

	/** Refills under way; further ones are left to the visitor's next answer. */
	private static final int MAX_REFILLS = 64;

	private final RedisCluster redis;

	private final RedisProperties properties;

	private final ProfileHistory history;

	private final ProfileMetrics metrics;

	private final @Nullable Acknowledgements acknowledgements;

	private final Duration tripTimeout;

	private final AwayNodes away = new AwayNodes();

	private final Semaphore refills = new Semaphore(MAX_REFILLS);

	ProfileWrites(RedisCluster redis, RedisProperties properties, ProfileHistory history, ProfileMetrics metrics) {
		this.redis = redis;
		this.properties = properties;
		this.history = history;
		this.metrics = metrics;
		this.tripTimeout = properties.commandTimeout().plus(properties.replicaTimeout());
		this.acknowledgements = properties.replicaAcknowledgement() ? new Acknowledgements(properties.replicaTimeout())
				: null;
	}

	/**
	 * Folds changes into the profiles of their visitors as far as their shards can be
	 * written. A shard that goes away costs one time out; from then on it is left alone
	 * until it is back.
	 * @param changes by visitor id
	 */
	public WriteOutcome writeReachable(Map<String, VisitorChange> changes) {
		long start = System.nanoTime();
		Deadline deadline = Deadline.in(this.properties.writeTimeout());
		Attempt attempt = attempt(changes, WriteReport.NOTHING, deadline);
		for (int i = 1; i < ATTEMPTS && attempt.isWorthAnother(); i++) {
			if (attempt.failure() != null) {
				lookAround(deadline);
			}
			attempt = attempt(attempt.left(), attempt.report(), deadline);
		}
		this.metrics.wrote(Duration.ofNanos(System.nanoTime() - start));
		return new WriteOutcome(attempt.report(), attempt.left());
	}

	/**
	 * Folds changes into the profiles of their visitors. On return every profile is
	 * written, and a replica has it where there is one.
	 * @param changes by visitor id
	 * @throws ProfileStoreUnavailable when that cannot be had in time; the whole batch
	 * may be written again
	 */
	public WriteReport write(Map<String, VisitorChange> changes) {
		long start = System.nanoTime();
		Deadline deadline = Deadline.in(this.properties.writeTimeout());
		Attempt attempt = attempt(changes, WriteReport.NOTHING, deadline);
		while (!attempt.left().isEmpty()) {
			if (deadline.isOver()) {
				throw new ProfileStoreUnavailable(attempt.left().size() + " profiles could not be written",
						attempt.failure());
			}
			if (attempt.failure() != null) {
				lookAround(deadline);
			}
			attempt = attempt(attempt.left(), attempt.report(), deadline);
		}
		this.metrics.wrote(Duration.ofNanos(System.nanoTime() - start));
		return attempt.report();
	}

	/**
	 * Forgets what is known of a visitor through that event time, and refuses it when it
	 * comes again.
	 * @return whether anything was known
	 * @throws ProfileStoreUnavailable when Redis cannot be told
	 */
	public boolean forget(String visitorId, long throughMillis) {
		return write(Map.of(visitorId, new VisitorChange(List.of(), throughMillis))).cleared() > 0;
	}

	/**
	 * Puts an evicted profile back from the visitor's history, in the background, if it
	 * is still missing by then.
	 */
	public void refill(String visitorId) {
		if (!this.refills.tryAcquire()) {
			return;
		}
		Thread.ofVirtual().name("profile-refill").start(() -> {
			try {
				write(Map.of(visitorId, VisitorChange.NONE));
			}
			catch (ProfileStoreUnavailable unavailable) {
				log.debug("An evicted profile stays missing: {}", unavailable.getMessage());
			}
			finally {
				this.refills.release();
			}
		});
	}

	private Attempt attempt(Map<String, VisitorChange> changes, WriteReport report, Deadline deadline) {
		return attempt(changes, new Attempt(report, this.metrics), deadline, this.away::contains);
	}

	private Attempt attempt(Map<String, VisitorChange> changes, Attempt attempt, Deadline deadline,
			Predicate<String> isAway) {
		List<NodeTrip> trips = new ArrayList<>();
		byNode(changes, attempt).forEach((nodeId, visitors) -> {
			if (isAway.test(nodeId)) {
				RedisException away = new RedisException(nodeId + " is away");
				visitors.forEach((visitor) -> attempt.failed(visitor, away));
			}
			else {
				trips.addAll(trip(nodeId, visitors, attempt, deadline));
			}
		});
		trips.forEach(NodeTrip::read);
		trips.forEach((trip) -> trip.write(this.properties, this.history, this.acknowledgements));
		trips.forEach((trip) -> trip.settle(attempt, this.acknowledgements));
		trips.stream().filter((trip) -> !trip.isAnswered()).forEach((trip) -> leaveAlone(trip.nodeId(), trip.sample()));
		return attempt;
	}

	private Map<String, List<VisitorWrite>> byNode(Map<String, VisitorChange> changes, Attempt attempt) {
		Map<String, List<VisitorWrite>> byNode = new HashMap<>();
		changes.forEach((visitorId, change) -> {
			byte[] key = Keys.of(visitorId);
			VisitorWrite visitor = new VisitorWrite(visitorId, key, change);
			String nodeId = this.redis.primaryOf(key);
			if (nodeId == null) {
				attempt.failed(visitor, new RedisException("no node is known to serve the profile"));
			}
			else {
				byNode.computeIfAbsent(nodeId, (id) -> new ArrayList<>()).add(visitor);
			}
		});
		return byNode;
	}

	/** The trip to a node; none when the way there is closed. */
	private List<NodeTrip> trip(String nodeId, List<VisitorWrite> visitors, Attempt attempt, Deadline deadline) {
		try {
			return List.of(new NodeTrip(nodeId, line(nodeId, deadline), visitors, this.tripTimeout));
		}
		catch (RedisException unreachable) {
			visitors.forEach((visitor) -> attempt.failed(visitor, unreachable));
			leaveAlone(nodeId, visitors.getFirst());
			return List.of();
		}
	}

	/** Until one of the node's visitors can be written, there or elsewhere. */
	private void leaveAlone(String nodeId, VisitorWrite sample) {
		Map<String, VisitorChange> changes = Map.of(sample.visitorId(), sample.change());
		this.away.add(nodeId, () -> !this.redis.isRunning() || canWrite(changes));
	}

	private boolean canWrite(Map<String, VisitorChange> changes) {
		Deadline deadline = Deadline.in(this.tripTimeout);
		Attempt attempt = new Attempt(WriteReport.NOTHING, this.metrics);
		try {
			this.redis.refresh(deadline);
			return attempt(changes, attempt, deadline, (nodeId) -> false).failure() == null;
		}
		catch (RuntimeException closing) {
			log.debug("A node that is away could not be tried", closing);
			return false;
		}
	}

	private StatefulRedisConnection<byte[], byte[]> line(String nodeId, Deadline deadline) {
		try {
			return this.redis.writeLine(nodeId)
				.get(Math.max(0, deadline.nanos() - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException unreachable) {
			throw new RedisException(unreachable);
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new ProfileStoreUnavailable("interrupted", stopped);
		}
	}

	private void lookAround(Deadline deadline) {
		if (Thread.currentThread().isInterrupted()) {
			throw new ProfileStoreUnavailable("interrupted", null);
		}
		LockSupport.parkNanos(PAUSE.toNanos());
		this.redis.refresh(deadline);
	}

}
