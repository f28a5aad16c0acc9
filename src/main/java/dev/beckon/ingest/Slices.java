package dev.beckon.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What is left of a poll, taken in slices: each is committed before the next is begun,
 * and when a poll comes again after a failure, what has been committed is left out.
 *
 * <p>
 * Thread safety: for any number of threads that each have partitions of their own.
 */
final class Slices {

	private final Map<TopicPartition, Long> committed = new ConcurrentHashMap<>();

	/** The first so many records of each partition that are not committed yet. */
	ConsumerRecords<String, byte[]> next(ConsumerRecords<String, byte[]> polled, int records) {
		Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> slice = new HashMap<>();
		for (TopicPartition partition : polled.partitions()) {
			List<ConsumerRecord<String, byte[]>> left = left(polled.records(partition), partition);
			if (!left.isEmpty()) {
				slice.put(partition, left.subList(0, Math.min(records, left.size())));
			}
		}
		return new ConsumerRecords<>(slice);
	}

	private List<ConsumerRecord<String, byte[]>> left(List<ConsumerRecord<String, byte[]>> polled,
			TopicPartition partition) {
		long from = this.committed.getOrDefault(partition, 0L);
		int first = 0;
		int end = polled.size();
		while (first < end) {
			int middle = (first + end) >>> 1;
			if (polled.get(middle).offset() < from) {
				first = middle + 1;
			}
			else {
				end = middle;
			}
		}
		return polled.subList(first, polled.size());
	}

	/** The slice needs not come again. */
	void committed(ConsumerRecords<String, byte[]> slice) {
		slice.partitions()
			.forEach((partition) -> this.committed.put(partition, slice.records(partition).getLast().offset() + 1));
	}

	/** Whoever has the partition next may begin anywhere. */
	void forget(TopicPartition partition) {
		this.committed.remove(partition);
	}

}
