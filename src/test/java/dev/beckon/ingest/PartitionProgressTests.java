package dev.beckon.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.event.VisitorChange;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionProgressTests {

	private static final TopicPartition PARTITION = new TopicPartition("beckon.interactions", 0);

	private PartitionProgress progress = new PartitionProgress(0);

	private final List<VisitorChange> written = new ArrayList<>();

	private long offset = 100;

	private long now;

	@Test
	void whatIsWrittenIsCommittedUpToItsEnd() {
		take(Set.of(), "a", "b");

		assertThat(this.progress.toCommit()).contains(offset(102));
		this.progress.committed(offset(102));
		assertThat(this.progress.toCommit()).isEmpty();
	}

	@Test
	void theOldestParkedChangeHoldsTheOffsetBackWithItsWatermark() {
		take(Set.of(), "a");
		for (int i = 0; i < 3; i++) {
			take(Set.of("b"), many("b", 1_500));
			take(Set.of(), "a");
		}

		assertThat(this.progress.toCommit()).contains(offset(101));
		assertThat(this.progress.interactions()).isEqualTo(4_500);
		retry((visitor) -> false);
		assertThat(this.progress.toCommit()).contains(offset(101));
		retry((visitor) -> true);
		assertThat(this.progress.toCommit()).contains(offset(this.offset));
		assertThat(this.progress.interactions()).isZero();
	}

	@Test
	void parkedChangesAreLeftAloneBetweenTries() {
		PartitionProgress patient = new PartitionProgress(1_000);
		patient.add(batch("a"), Set.of("a"));
		List<Long> tries = new ArrayList<>();
		for (long nanos = 1_000; nanos < 4_000; nanos += 250) {
			long at = nanos;
			patient.retry(nanos, (changes) -> {
				tries.add(at);
				return changes;
			});
		}

		assertThat(tries).containsExactly(1_000L, 2_000L, 3_000L);
	}

	/**
	 * Whatever shards go and come, a record behind the committed offset is written, and
	 * in the end every record is.
	 */
	@Property
	void nothingBehindTheCommittedOffsetIsUnwrittenAndNothingIsLost(
			@ForAll @Size(min = 1, max = 40) List<@IntRange(max = 255) Integer> steps) {
		this.progress = new PartitionProgress(0);
		this.written.clear();
		Map<String, Set<Long>> delivered = new HashMap<>();
		for (int step : steps) {
			Set<String> away = visitors((visitor) -> (step >> visitor & 1) == 1);
			Set<String> seen = visitors((visitor) -> (step >> (visitor + 4) & 1) == 1);
			if (!seen.isEmpty()) {
				long first = this.offset;
				take(away, seen.toArray(String[]::new));
				seen.forEach((visitor) -> delivered.computeIfAbsent(visitor, (v) -> new HashSet<>()).add(first));
			}
			retry((visitor) -> !away.contains(visitor));
			assertCommittedIsWritten(delivered);
		}
		retry((visitor) -> true);

		assertThat(this.progress.interactions()).isZero();
		assertThat(writtenBatches()).isEqualTo(all(delivered));
	}

	private void assertCommittedIsWritten(Map<String, Set<Long>> delivered) {
		long committed = this.progress.toCommit().map(OffsetAndMetadata::offset).orElse(0L);
		Set<Long> behind = new HashSet<>(all(delivered));
		behind.removeIf((eventHash) -> eventHash / 10 >= committed);
		assertThat(writtenBatches()).containsAll(behind);
	}

	/** Event hashes, which are ten times the offset a batch began at, and the visitor. */
	private static Set<Long> all(Map<String, Set<Long>> delivered) {
		Set<Long> all = new HashSet<>();
		delivered
			.forEach((visitor, firsts) -> firsts.forEach((first) -> all.add(first * 10 + visitor.charAt(0) - 'a')));
		return all;
	}

	private Set<Long> writtenBatches() {
		Set<Long> hashes = new HashSet<>();
		this.written.forEach((change) -> change.touches().forEach((touch) -> hashes.add(touch.eventHash())));
		return hashes;
	}

	private static Set<String> visitors(Predicate<Integer> chosen) {
		Set<String> visitors = new HashSet<>();
		for (int i = 0; i < 4; i++) {
			if (chosen.test(i)) {
				visitors.add(String.valueOf((char) ('a' + i)));
			}
		}
		return visitors;
	}

	private void retry(Predicate<String> canBeWritten) {
		this.progress.retry(++this.now, (changes) -> {
			Map<String, VisitorChange> left = new HashMap<>(changes);
			left.keySet().removeIf(canBeWritten);
			changes.forEach((visitor, change) -> noteUnless(left.containsKey(visitor), change));
			return left;
		});
	}

	private void take(Set<String> away, String... visitors) {
		PartitionBatch batch = batch(visitors);
		batch.changes().forEach((visitor, change) -> noteUnless(away.contains(visitor), change));
		this.progress.add(batch, away);
	}

	private void noteUnless(boolean unwritten, VisitorChange change) {
		if (!unwritten) {
			this.written.add(change);
		}
	}

	private static String[] many(String visitor, int times) {
		String[] visitors = new String[times];
		Arrays.fill(visitors, visitor);
		return visitors;
	}

	/** One interaction of each visitor, at the event time of its offset. */
	private PartitionBatch batch(String... visitors) {
		long first = this.offset;
		Map<String, VisitorChange> changes = new HashMap<>();
		for (String visitor : visitors) {
			Touch touch = new Touch("item", InteractionType.VIEW_ITEM, this.offset++, 1,
					first * 10 + visitor.charAt(0) - 'a');
			changes.merge(visitor, new VisitorChange(List.of(touch), VisitorChange.NOT_FORGOTTEN), VisitorChange::and);
		}
		return new PartitionBatch(PARTITION, first, this.offset, new Watermark(first), new Watermark(this.offset),
				changes, List.of(), List.of(), List.of(), 0, 0);
	}

	private static OffsetAndMetadata offset(long offset) {
		return new OffsetAndMetadata(offset, new Watermark(offset).asMetadata());
	}

}
