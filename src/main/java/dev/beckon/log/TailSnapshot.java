package dev.beckon.log;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the views of one topic go on from where the last process left them: saved now and
 * then by a thread of its own, and at the end.
 *
 * <p>
 * A snapshot is only as good as what the log still says about the time since. Kafka drops
 * a tombstone a while after it was written, so a snapshot must not be older than that, or
 * a forgotten visitor would be back; its age counts from when the views had last read all
 * there was. Whatever cannot be saved or read is logged and counted, and the views read
 * the topic from its beginning.
 *
 * <p>
 * Thread safety: one thread, that of the tail.
 */
final class TailSnapshot {

	private static final Logger log = LoggerFactory.getLogger(TailSnapshot.class);

	/** A snapshot of the same positions is renewed when it has this share of its age. */
	private static final int RENEWALS = 4;

	private final SnapshotFile file;

	private final List<SnapshotPart> parts;

	private final SnapshotProperties.Rules rules;

	private final SnapshotMetrics metrics;

	private final InstantSource clock;

	private @Nullable Uuid topicId;

	/** Zero until the views have once read all that the topic held. */
	private long readMillis;

	/** Where the partitions ended at {@link #endsMillis}; empty once read. */
	private Map<Integer, Long> ends = Map.of();

	private long endsMillis;

	private long lastNanos;

	private @Nullable Thread saving;

	/** What is in the file, as far as is known. */
	private volatile @Nullable SnapshotHeader saved;

	TailSnapshot(SnapshotFile file, List<SnapshotPart> parts, SnapshotProperties.Rules rules, SnapshotMetrics metrics,
			InstantSource clock) {
		this.file = file;
		this.parts = List.copyOf(parts);
		this.rules = rules;
		this.metrics = metrics;
		this.clock = clock;
	}

	/**
	 * Fills the views from the snapshot last saved, if there is one they may go on from.
	 * @return where to go on, by partition; empty to begin at the beginning
	 */
	Map<Integer, Long> restore(LogExtent topic) {
		this.lastNanos = System.nanoTime();
		if (topic.topicId().equals(Uuid.ZERO_UUID)) {
			log.warn("There will be no snapshot {}: Kafka does not say which topic it is of", this.file);
			return Map.of();
		}
		this.topicId = topic.topicId();
		if (!this.file.exists()) {
			log.info("There is no snapshot {} yet: the log is read from its beginning", this.file);
			return Map.of();
		}
		try {
			SnapshotHeader header = load(topic);
			log.info("The snapshot {} of {} MB is loaded in {}", this.file, this.file.bytes() >> 20,
					Duration.ofNanos(System.nanoTime() - this.lastNanos));
			this.metrics.count(SnapshotMetrics.Outcome.LOADED);
			this.readMillis = header.readMillis();
			this.saved = header;
			return header.positions();
		}
		catch (IOException unusable) {
			log.warn("The snapshot {} is not used, and the log is read from its beginning: {}", this.file,
					unusable.getMessage());
			this.metrics.count(SnapshotMetrics.Outcome.UNUSABLE);
			return Map.of();
		}
	}

	private SnapshotHeader load(LogExtent topic) throws IOException {
		try (SnapshotFile.Opened opened = this.file.open()) {
			SnapshotHeader header = opened.header();
			String refusal = header.refusal(topic, descriptions(), this.clock.millis(), this.rules.maxAge());
			if (refusal != null) {
				throw new IOException(refusal);
			}
			fill(opened.in());
			return header;
		}
	}

	private void fill(SnapshotReader in) throws IOException {
		try {
			for (SnapshotPart part : this.parts) {
				part.restore(in);
			}
		}
		catch (IOException | RuntimeException damaged) {
			this.parts.forEach(SnapshotPart::clear);
			throw new IOException(damaged.toString(), damaged);
		}
	}

	private List<String> descriptions() {
		return this.parts.stream().map(SnapshotPart::description).toList();
	}

	/** Whether it would help to know where the partitions end. */
	boolean wantsEnds() {
		return this.ends.isEmpty();
	}

	/** Where the partitions end now. */
	void endsAre(Map<Integer, Long> offsets) {
		this.ends = Map.copyOf(offsets);
		this.endsMillis = this.clock.millis();
	}

	private void lookWhetherAllIsRead(Map<Integer, Long> positions) {
		boolean all = this.ends.entrySet()
			.stream()
			.allMatch((end) -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
		if (!this.ends.isEmpty() && all) {
			this.readMillis = this.endsMillis;
			this.ends = Map.of();
		}
	}

	/** Saves in the background, if it is time. */
	void saveIfDue(Map<Integer, Long> positions) {
		lookWhetherAllIsRead(positions);
		boolean busy = this.saving != null && this.saving.isAlive();
		if (busy || System.nanoTime() - this.lastNanos < this.rules.interval().toNanos()) {
			return;
		}
		this.lastNanos = System.nanoTime();
		Runnable save = capture(positions);
		if (save != null) {
			this.saving = Background.thread("snapshot").start(save);
		}
	}

	/** Saves before it returns. */
	void saveNow(Map<Integer, Long> positions) {
		try {
			if (this.saving != null) {
				this.saving.join();
			}
			Runnable save = capture(positions);
			if (save != null) {
				save.run();
			}
		}
		catch (InterruptedException hurried) {
			Thread.currentThread().interrupt();
		}
	}

	private @Nullable Runnable capture(Map<Integer, Long> positions) {
		if (this.topicId == null || this.readMillis == 0 || isSaved(positions)) {
			return null;
		}
		SnapshotHeader header = new SnapshotHeader(this.topicId, this.readMillis, positions, descriptions());
		List<SnapshotPart.Content> contents = this.parts.stream().map(SnapshotPart::capture).toList();
		return () -> save(header, contents);
	}

	private boolean isSaved(Map<Integer, Long> positions) {
		SnapshotHeader last = this.saved;
		return last != null && last.positions().equals(positions)
				&& this.readMillis - last.readMillis() < this.rules.maxAge().toMillis() / RENEWALS;
	}

	private void save(SnapshotHeader header, List<SnapshotPart.Content> contents) {
		try {
			this.file.save(header, contents);
			this.saved = header;
			this.metrics.count(SnapshotMetrics.Outcome.SAVED);
		}
		catch (IOException | RuntimeException failure) {
			log.warn("The snapshot {} could not be saved: {}", this.file, failure.toString());
			this.metrics.count(SnapshotMetrics.Outcome.FAILED);
		}
	}

}
