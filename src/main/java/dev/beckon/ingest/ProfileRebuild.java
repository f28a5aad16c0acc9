package dev.beckon.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.beckon.event.VisitorChange;
import dev.beckon.log.TopicReader;
import dev.beckon.profile.ProfileMarks;
import dev.beckon.profile.ProfileWrites;
import dev.beckon.profile.WriteOutcome;
import dev.beckon.role.Ingesting;
import io.micrometer.core.instrument.Counter;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Notices that a shard has come back empty, and rebuilds its profiles from the log, in
 * the background and without any visitor coming by. Each process reads the partitions its
 * profiles listener has, up to where the listener is; what comes after, the listener
 * writes anyway. After each batch it rests as long as the batch took, so that it never
 * takes more than half of what there is to take.
 *
 * <p>
 * Nothing is remembered but the {@link ProfileMarks} in Redis: whoever has a partition
 * whose marks are missing begins again.
 */
@Ingesting
@Component
class ProfileRebuild implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ProfileRebuild.class);

	private static final Duration PERIOD = Duration.ofSeconds(2);

	/** Pause before a shard that went away meanwhile is tried again. */
	private static final long AWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

	private final ProfileBatches listener;

	private final ProfileMarks marks;

	private final ProfileWrites profiles;

	private final TopicReader reader;

	private final Counter rebuilt;

	private final AtomicLong remaining = new AtomicLong();

	private volatile @Nullable Thread thread;

	ProfileRebuild(ProfileBatches listener, ProfileMarks marks, ProfileWrites profiles, TopicReader reader,
			IngestMetrics metrics) {
		this.listener = listener;
		this.marks = marks;
		this.profiles = profiles;
		this.reader = reader;
		this.rebuilt = metrics.watchRebuild(this.remaining::get);
	}

	private void watch() {
		try {
			while (isRunning()) {
				rebuildWhatIsMissing();
				TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
			}
		}
		catch (InterruptedException stopped) {
			log.debug("Nothing is rebuilt any more");
		}
	}

	private void rebuildWhatIsMissing() {
		Map<Integer, TopicPartition> owned = new HashMap<>();
		this.listener.owned().forEach((partition) -> owned.put(partition.partition(), partition));
		if (owned.isEmpty()) {
			return;
		}
		try {
			List<Missing> begun = new ArrayList<>();
			this.marks.missing(owned.keySet())
				.forEach((partition, ranges) -> begin(Objects.requireNonNull(owned.get(partition)), ranges)
					.ifPresent(begun::add));
			begun.forEach(this::rebuild);
		}
		catch (RuntimeException unavailable) {
			log.warn("Rebuilding profiles begins again soon: {}", unavailable.getMessage());
		}
	}

	/**
	 * Has the marks say that this run has begun, and only then looks up to where to read:
	 * whatever was written before lies before it.
	 */
	private Optional<Missing> begin(TopicPartition partition, BitSet ranges) {
		String run = UUID.randomUUID().toString();
		if (!this.marks.begin(partition.partition(), ranges, run)) {
			return Optional.empty();
		}
		long end = Math.max(this.listener.reached(partition),
				this.reader.committed(ConsumerLag.groupOf(ProfileBatches.LISTENER), partition));
		return Optional.of(new Missing(partition, ranges, run, end));
	}

	private void rebuild(Missing missing) {
		long start = System.nanoTime();
		if (missing.end() > 0) {
			log.info("Profiles are missing: {} of {} ranges of slots are rebuilt from {} up to {}",
					missing.ranges().cardinality(), ProfileMarks.RANGES, missing.partition(), missing.end());
		}
		boolean done = read(missing)
				&& this.marks.finish(missing.partition().partition(), missing.ranges(), missing.run());
		if (done && missing.end() > 0) {
			log.info("Profiles of {} are rebuilt in {} ms", missing.partition(),
					(System.nanoTime() - start) / 1_000_000);
		}
	}

	/** Returns whether all was read and written. */
	private boolean read(Missing missing) {
		RebuildRun run = this.listener.rebuildRun(missing.partition(), missing.ranges());
		try {
			return missing.end() == 0 || this.reader.readUntil(missing.partition(), missing.end(), (consumed) -> {
				this.remaining.set(missing.end() - consumed.getFirst().offset());
				return write(missing.partition(), run.next(consumed));
			});
		}
		finally {
			this.remaining.set(0);
		}
	}

	private boolean write(TopicPartition partition, Map<String, VisitorChange> changes) {
		long start = System.nanoTime();
		while (isRunning() && this.listener.owned().contains(partition)) {
			WriteOutcome outcome = this.profiles.writeReachable(changes);
			this.rebuilt.increment(outcome.report().written());
			LockSupport.parkNanos(Math.max(System.nanoTime() - start, outcome.unwritten().isEmpty() ? 0 : AWAY_NANOS));
			if (outcome.unwritten().isEmpty()) {
				return true;
			}
		}
		return false;
	}

	@Override
	public void start() {
		Thread watching = Thread.ofVirtual().name("profile-rebuild").unstarted(this::watch);
		this.thread = watching;
		watching.start();
	}

	@Override
	public void stop() {
		Thread watching = this.thread;
		this.thread = null;
		if (watching != null) {
			watching.interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/**
	 * What a partition has told and Redis has lost.
	 *
	 * @param ranges of slots
	 * @param run the name it is being rebuilt under
	 * @param end the offset up to which to read
	 */
	private record Missing(TopicPartition partition, BitSet ranges, String run, long end) {
	}

}
