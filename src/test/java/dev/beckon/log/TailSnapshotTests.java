package dev.beckon.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** When views go on from a snapshot, and when they begin again. */
class TailSnapshotTests {

	private static final Duration MAX_AGE = Duration.ofHours(12);

	private static final Map<Integer, Long> POSITIONS = Map.of(0, 70L, 1, 5L);

	private final Uuid topicId = Uuid.randomUuid();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final Notes notes = new Notes("notes 1");

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	private long maxBytes = 10_000_000;

	@TempDir
	private Path directory;

	@Test
	void viewsGoOnFromWhereTheLastProcessLeftThem() {
		save("a long text ".repeat(50_000));

		assertThat(restore(extent(0, 90))).isEqualTo(POSITIONS);
		assertThat(this.notes.text).isEqualTo("a long text ".repeat(50_000));
		assertThat(count("loaded")).isOne();
		assertThat(this.directory.toFile().list()).containsExactly("topic.snapshot");
	}

	@Test
	void withoutASnapshotTheyBeginAtTheBeginning() {
		assertThat(restore(extent(0, 90))).isEmpty();
		assertThat(count("unusable")).isZero();
	}

	@Test
	void everyDamagedByteIsNoticed() throws IOException {
		save("remember");
		byte[] good = Files.readAllBytes(file());
		for (int at = 0; at < good.length; at++) {
			byte[] damaged = good.clone();
			damaged[at] ^= 0x10;
			Files.write(file(), damaged);

			assertThat(restore(extent(0, 90))).as("byte %d", at).isEmpty();
			assertThat(this.notes.text).isEmpty();
		}
	}

	@Test
	void aFileThatEndsTooEarlyOrIsNoneIsNotUsed() throws IOException {
		save("remember");
		byte[] good = Files.readAllBytes(file());
		for (int length = 0; length < good.length; length++) {
			Files.write(file(), Arrays.copyOf(good, length));

			assertThat(restore(extent(0, 90))).as("%d bytes", length).isEmpty();
		}
		Files.delete(file());
		Files.createDirectory(file());
		assertThat(restore(extent(0, 90))).isEmpty();
	}

	@Test
	void aTopicMadeAnewIsReadFromItsBeginning() {
		save("remember");

		assertThat(restore(new LogExtent(Uuid.randomUuid(), Map.of(0, 0L, 1, 0L), Map.of(0, 90L, 1, 90L)))).isEmpty();
	}

	@Test
	void aLogThatNoLongerHoldsWhatFollowsIsReadFromItsBeginning() {
		save("remember");

		assertThat(restore(extent(71, 90))).as("dropped by retention").isEmpty();
		assertThat(restore(extent(0, 69))).as("cut off").isEmpty();
		assertThat(restore(new LogExtent(this.topicId, Map.of(0, 0L), Map.of(0, 90L)))).as("a partition less")
			.isEmpty();
		assertThat(restore(extent(70, 70))).as("nothing new").isEqualTo(POSITIONS);
	}

	@Test
	void aSnapshotOlderThanTombstonesAreKeptIsNotUsed() {
		save("a forgotten visitor");
		this.now = this.now.plus(MAX_AGE).plusMillis(1);

		assertThat(restore(extent(0, 90))).isEmpty();
		assertThat(this.notes.text).isEmpty();
	}

	@Test
	void itsAgeCountsFromWhenAllWasRead() {
		TailSnapshot snapshot = snapshot();
		snapshot.restore(extent(0, 90));
		snapshot.endsAre(POSITIONS);
		this.now = this.now.plus(MAX_AGE);
		snapshot.saveIfDue(POSITIONS);
		snapshot.endsAre(Map.of(0, 71L, 1, 5L));
		this.now = this.now.plus(MAX_AGE);
		snapshot.saveIfDue(POSITIONS);
		snapshot.saveNow(POSITIONS);

		assertThat(restore(extent(0, 90))).isEmpty();
	}

	@Test
	void nothingIsSavedBeforeAllWasReadOnce() {
		TailSnapshot snapshot = snapshot();
		snapshot.restore(extent(0, 90));
		snapshot.endsAre(Map.of(0, 90L, 1, 90L));
		snapshot.saveIfDue(POSITIONS);
		snapshot.saveNow(POSITIONS);

		assertThat(this.directory.toFile().list()).isEmpty();
	}

	@Test
	void otherSettingsMeanOtherViews() {
		save("remember");

		TailSnapshot other = new TailSnapshot(snapshotFile(), List.of(new Notes("notes 2")), rules(),
				new SnapshotMetrics(this.meters, "topic", snapshotFile()), InstantSource.fixed(this.now));
		assertThat(other.restore(extent(0, 90))).isEmpty();
		assertThat(count("unusable")).isOne();
	}

	@Test
	void viewsThatCouldNotBeFilledAreEmptiedAgain() {
		save("remember");
		this.notes.broken = true;

		assertThat(restore(extent(0, 90))).isEmpty();
		assertThat(this.notes.text).isEmpty();
	}

	@Test
	void whatCannotBeSavedLeavesTheOldOne() {
		save("remember");
		this.maxBytes = 1_000;
		save("too long ".repeat(1_000), Map.of(0, 71L, 1, 6L));

		assertThat(count("failed")).isOne();
		this.maxBytes = 10_000_000;
		assertThat(restore(extent(0, 90))).isEqualTo(POSITIONS);
		assertThat(this.notes.text).isEqualTo("remember");
		assertThat(this.directory.toFile().list()).containsExactly("topic.snapshot");
	}

	@Test
	void withoutTopicIdsNothingIsKept() {
		TailSnapshot snapshot = snapshot();
		snapshot.restore(new LogExtent(Uuid.ZERO_UUID, Map.of(), Map.of()));
		snapshot.endsAre(POSITIONS);
		snapshot.saveIfDue(POSITIONS);
		snapshot.saveNow(POSITIONS);

		assertThat(this.directory.toFile().list()).isEmpty();
	}

	private void save(String text) {
		save(text, POSITIONS);
	}

	private void save(String text, Map<Integer, Long> positions) {
		TailSnapshot snapshot = snapshot();
		snapshot.restore(extent(0, 90));
		this.notes.text = text;
		snapshot.endsAre(POSITIONS);
		snapshot.saveIfDue(Map.of(0, 71L, 1, 6L));
		snapshot.saveNow(positions);
		this.notes.text = "";
	}

	private Map<Integer, Long> restore(LogExtent extent) {
		return snapshot().restore(extent);
	}

	private TailSnapshot snapshot() {
		return new TailSnapshot(snapshotFile(), List.of(this.notes), rules(),
				new SnapshotMetrics(this.meters, "topic", snapshotFile()), () -> this.now);
	}

	private static SnapshotProperties.Rules rules() {
		return new SnapshotProperties.Rules(Duration.ofHours(1), MAX_AGE, DataSize.ofMegabytes(10));
	}

	private SnapshotFile snapshotFile() {
		return new SnapshotFile(this.directory, "topic", this.maxBytes);
	}

	private Path file() {
		return this.directory.resolve("topic.snapshot");
	}

	private LogExtent extent(long beginning, long end) {
		return new LogExtent(this.topicId, Map.of(0, beginning, 1, 0L), Map.of(0, end, 1, 90L));
	}

	private double count(String outcome) {
		return this.meters.get("beckon.view.snapshots").tag("outcome", outcome).counter().count();
	}

	/** A view that keeps one text. */
	private static final class Notes implements SnapshotPart {

		private final String description;

		private String text = "";

		private boolean broken;

		Notes(String description) {
			this.description = description;
		}

		@Override
		public String description() {
			return this.description;
		}

		@Override
		public Content capture() {
			String captured = this.text;
			return (out) -> out.putText(captured);
		}

		@Override
		public void restore(SnapshotReader in) throws IOException {
			this.text = in.getText();
			if (this.broken) {
				throw new IllegalStateException("broken");
			}
		}

		@Override
		public void clear() {
			this.text = "";
		}

	}

}
