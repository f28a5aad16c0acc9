package dev.beckon.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.beckon.log.TopicReader;
import dev.beckon.log.TopicWriter;
import dev.beckon.log.Topics;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Looks into {@code beckon.sessions} as it stands: for who takes a partition over, and
 * for what is to be forgotten.
 */
@Component
public class PastSessions {

	private final TopicReader reader;

	private final TopicWriter writer;

	PastSessions(TopicReader reader, TopicWriter writer) {
		this.reader = reader;
		this.writer = writer;
	}

	/**
	 * The sessions of a partition that end at or after {@code sinceMillis}, as
	 * {@link SessionCodec} writes them: a record has its session's end for a timestamp.
	 */
	public Collection<byte[]> since(int partition, long sinceMillis) {
		Map<String, byte[]> sessions = new HashMap<>();
		this.reader.read(new TopicPartition(Topics.SESSIONS, partition), sinceMillis, (consumed) -> {
			byte @Nullable [] value = consumed.value();
			if (value == null || consumed.timestamp() < sinceMillis) {
				sessions.remove(consumed.key());
			}
			else {
				sessions.put(consumed.key(), value);
			}
		});
		return sessions.values();
	}

	/**
	 * The ids of all sessions the log holds of a visitor, by the partition they are in.
	 * More than one when partitions were added since, for a visitor's sessions stay where
	 * they were written. Reads the whole topic once, and takes as long as that takes.
	 */
	public Map<Integer, Set<String>> idsOf(String visitorId) {
		String prefix = Session.idPrefix(visitorId);
		Map<Integer, Set<String>> ids = new HashMap<>();
		this.reader.read(Topics.SESSIONS, (consumed) -> {
			if (consumed.key().startsWith(prefix)) {
				Set<String> theirs = ids.computeIfAbsent(consumed.partition(), (partition) -> new LinkedHashSet<>());
				byte @Nullable [] value = consumed.value();
				var _ = (value != null) ? theirs.add(consumed.key()) : theirs.remove(consumed.key());
			}
		});
		return ids;
	}

	/**
	 * Puts tombstones in the place of sessions, each in its partition.
	 * @param ids as {@link #idsOf} has them
	 * @return completes when Kafka has acknowledged them all
	 */
	public CompletableFuture<Void> remove(Map<Integer, Set<String>> ids) {
		List<CompletableFuture<RecordMetadata>> tombstones = new ArrayList<>();
		ids.forEach((partition, theirs) -> theirs
			.forEach((sessionId) -> tombstones.add(this.writer.remove(Topics.SESSIONS, partition, sessionId))));
		return CompletableFuture.allOf(tombstones.toArray(CompletableFuture[]::new));
	}

}
