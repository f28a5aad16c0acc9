package dev.beckon.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.beckon.log.TopicReader;
import dev.beckon.log.Topics;
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

	PastSessions(TopicReader reader) {
		this.reader = reader;
	}

	/** The sessions of a partition that end at or after {@code sinceMillis}. */
	public Collection<Session> since(int partition, long sinceMillis) {
		Map<String, Session> sessions = new HashMap<>();
		this.reader.read(new TopicPartition(Topics.SESSIONS, partition), sinceMillis, (consumed) -> {
			byte @Nullable [] value = consumed.value();
			if (value == null) {
				sessions.remove(consumed.key());
			}
			else {
				sessions.put(consumed.key(), SessionCodec.decode(value));
			}
		});
		return sessions.values();
	}

	/** The ids of all sessions a partition holds of these visitors. */
	public Set<String> idsOf(int partition, Collection<String> visitorIds) {
		List<String> prefixes = visitorIds.stream().map(Session::idPrefix).toList();
		Set<String> ids = new LinkedHashSet<>();
		this.reader.read(new TopicPartition(Topics.SESSIONS, partition), 0, (consumed) -> {
			byte @Nullable [] value = consumed.value();
			if (value == null) {
				ids.remove(consumed.key());
			}
			else if (prefixes.stream().anyMatch(consumed.key()::startsWith)) {
				ids.add(consumed.key());
			}
		});
		return ids;
	}

	/** How many past sessions the log holds of a visitor. */
	public int countOf(String visitorId) {
		return this.reader.partitions(Topics.SESSIONS)
			.stream()
			.mapToInt((partition) -> idsOf(partition.partition(), List.of(visitorId)).size())
			.sum();
	}

}
