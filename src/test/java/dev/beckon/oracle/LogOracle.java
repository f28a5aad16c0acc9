package dev.beckon.oracle;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.event.Hashing;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What {@code beckon.interactions} holds of every visitor, by a fold that shares nothing
 * with the service's: all records at once, in a tree of JSON, into lists. Event times end
 * at the append time; what is beyond the allowed lateness of its partition's watermark is
 * left out, and so is what cannot be read. Knows nothing of forgetting.
 */
public final class LogOracle {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final long allowedLatenessMillis;

	private final Map<Integer, Long> watermarks = new HashMap<>();

	private final Map<Integer, Map<String, List<Touch>>> partitions = new HashMap<>();

	private long late;

	private long unreadable;

	private LogOracle(Duration allowedLateness) {
		this.allowedLatenessMillis = allowedLateness.toMillis();
	}

	/** Reads the log to its end as it is now. */
	public static LogOracle of(String bootstrapServers, Duration allowedLateness) {
		LogOracle oracle = new LogOracle(allowedLateness);
		WholeTopic.read(bootstrapServers, "beckon.interactions", oracle::on);
		return oracle;
	}

	private void on(ConsumerRecord<String, byte[]> appended) {
		JsonNode event = tree(appended.value());
		InteractionType type = (event != null) ? InteractionType.ofWireName(event.path("type").asText()) : null;
		if (event == null || type == null || !event.path("visitorId").asText().equals(appended.key())) {
			this.unreadable++;
			return;
		}
		long time = Math.min(Instant.parse(event.path("timestamp").asText()).toEpochMilli(), appended.timestamp());
		Long watermark = this.watermarks.get(appended.partition());
		if (watermark != null && time < watermark - this.allowedLatenessMillis) {
			this.late++;
			return;
		}
		this.watermarks.merge(appended.partition(), time, Math::max);
		String eventId = event.path("eventId").asText(appended.partition() + "@" + appended.offset());
		this.partitions.computeIfAbsent(appended.partition(), (partition) -> new HashMap<>())
			.computeIfAbsent(appended.key(), (visitor) -> new ArrayList<>())
			.add(new Touch(event.path("itemId").asText(), type, time, event.path("quantity").asInt(1),
					Hashing.hash64(eventId)));
	}

	private static @Nullable JsonNode tree(byte @Nullable [] json) {
		try {
			return (json == null) ? null : JSON.readTree(json);
		}
		catch (IOException unreadable) {
			return null;
		}
	}

	/**
	 * What each visitor did, in log order, with everything as often as it was appended.
	 */
	public Map<String, List<Touch>> touches() {
		Map<String, List<Touch>> touches = new HashMap<>();
		this.partitions.values()
			.forEach((partition) -> partition.forEach((visitor,
					theirs) -> touches.computeIfAbsent(visitor, (absent) -> new ArrayList<>()).addAll(theirs)));
		return touches;
	}

	/**
	 * The same, partition by partition: a visitor is in several once partitions were
	 * added.
	 */
	public Collection<Map<String, List<Touch>>> partitions() {
		return this.partitions.values();
	}

	/** Interactions beyond the allowed lateness. */
	public long late() {
		return this.late;
	}

	/** Records that are no interaction. */
	public long unreadable() {
		return this.unreadable;
	}

}
