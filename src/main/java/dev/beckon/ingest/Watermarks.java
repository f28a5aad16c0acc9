package dev.beckon.ingest;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The watermarks of the partitions a listener has; those of a partition that newly came
 * are read from its commit.
 */
final class Watermarks {

	private final Map<TopicPartition, Watermark> watermarks = new ConcurrentHashMap<>();

	Watermark of(TopicPartition partition, Consumer<?, ?> consumer) {
		return this.watermarks.computeIfAbsent(partition, (absent) -> committed(absent, consumer));
	}

	void set(TopicPartition partition, Watermark watermark) {
		this.watermarks.put(partition, watermark);
	}

	void forget(TopicPartition partition) {
		this.watermarks.remove(partition);
	}

	private static Watermark committed(TopicPartition partition, Consumer<?, ?> consumer) {
		@Nullable OffsetAndMetadata offset = consumer.committed(Set.of(partition)).get(partition);
		return (offset != null) ? Watermark.ofMetadata(offset.metadata()) : Watermark.NONE;
	}

}
