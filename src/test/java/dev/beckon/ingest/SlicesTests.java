package dev.beckon.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlicesTests {

	private static final TopicPartition FIRST = new TopicPartition("t", 0);

	private static final TopicPartition SECOND = new TopicPartition("t", 1);

	private final Slices slices = new Slices();

	@Test
	void slicesGiveEveryRecordOnceAndInOrder() {
		ConsumerRecords<String, byte[]> polled = polled(Map.of(FIRST, 1_201, SECOND, 7));

		List<Integer> sizes = new ArrayList<>();
		List<Long> offsets = new ArrayList<>();
		for (var slice = this.slices.next(polled, 500); !slice.isEmpty(); slice = this.slices.next(polled, 500)) {
			sizes.add(slice.count());
			slice.records(FIRST).forEach((consumed) -> offsets.add(consumed.offset()));
			this.slices.committed(slice);
		}

		assertThat(sizes).containsExactly(507, 500, 201);
		assertThat(offsets).hasSize(1_201).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void whatIsNotCommittedComesAgain() {
		ConsumerRecords<String, byte[]> polled = polled(Map.of(FIRST, 800));
		this.slices.committed(this.slices.next(polled, 500));

		assertThat(this.slices.next(polled, 500).count()).isEqualTo(300);
		assertThat(this.slices.next(polled, 500).records(FIRST).getFirst().offset()).isEqualTo(10 + 2 * 500);
	}

	@Test
	void aPartitionThatComesAnewMayBeginAnywhere() {
		ConsumerRecords<String, byte[]> polled = polled(Map.of(FIRST, 3, SECOND, 3));
		this.slices.committed(this.slices.next(polled, 500));

		this.slices.forget(FIRST);

		assertThat(this.slices.next(polled, 500).partitions()).containsExactly(FIRST);
	}

	/** Every other offset only, as where transactions leave gaps. */
	private static ConsumerRecords<String, byte[]> polled(Map<TopicPartition, Integer> counts) {
		Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = new HashMap<>();
		counts.forEach((partition, count) -> {
			List<ConsumerRecord<String, byte[]>> own = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				own.add(new ConsumerRecord<>(partition.topic(), partition.partition(), 10 + 2L * i, "k", new byte[0]));
			}
			records.put(partition, own);
		});
		return new ConsumerRecords<>(records);
	}

}
