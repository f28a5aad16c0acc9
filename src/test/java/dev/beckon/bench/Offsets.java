package dev.beckon.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/** How far {@code beckon.interactions} and the groups that read it have come. */
final class Offsets implements AutoCloseable {

	private static final Duration LONGEST = Duration.ofMinutes(10);

	/** The two listeners' groups. */
	private static final List<String> GROUPS = List.of("beckon-profiles", "beckon-sessions");

	private final Admin admin;

	private final List<TopicPartition> partitions;

	Offsets(String bootstrapServers, int partitions) {
		this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
		this.partitions = IntStream.range(0, partitions)
			.mapToObj((partition) -> new TopicPartition("beckon.interactions", partition))
			.toList();
	}

	/** Waits until the topic is there. */
	void awaitTopic() {
		await().atMost(LONGEST).ignoreExceptions().until(() -> !ends().isEmpty());
	}

	Map<TopicPartition, Long> ends() {
		Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
		this.partitions.forEach((partition) -> latest.put(partition, OffsetSpec.latest()));
		Map<TopicPartition, Long> ends = new TreeMap<>((a, b) -> Integer.compare(a.partition(), b.partition()));
		this.admin.listOffsets(latest)
			.all()
			.toCompletionStage()
			.toCompletableFuture()
			.join()
			.forEach((partition, end) -> ends.put(partition, end.offset()));
		return ends;
	}

	/**
	 * Waits until both groups have all there is; by group, how long that took, in
	 * seconds.
	 */
	Map<String, Double> awaitFolded() {
		Map<TopicPartition, Long> ends = ends();
		long start = System.nanoTime();
		Map<String, Double> seconds = new TreeMap<>();
		await().atMost(LONGEST).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(() -> {
			for (String group : GROUPS) {
				if (!seconds.containsKey(group) && isThere(group, ends)) {
					seconds.put(group, (System.nanoTime() - start) / 1e9);
				}
			}
			return seconds.size() == GROUPS.size();
		});
		return seconds;
	}

	private boolean isThere(String group, Map<TopicPartition, Long> ends)
			throws ExecutionException, InterruptedException {
		Map<TopicPartition, @Nullable OffsetAndMetadata> committed = new HashMap<>(
				this.admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
		return ends.entrySet().stream().allMatch((end) -> {
			OffsetAndMetadata offset = committed.get(end.getKey());
			return end.getValue() == 0 || (offset != null && offset.offset() >= end.getValue());
		});
	}

	@Override
	public void close() {
		this.admin.close();
	}

}
