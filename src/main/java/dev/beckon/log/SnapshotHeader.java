package dev.beckon.log;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot is of, and up to where.
 *
 * @param topicId Kafka's own id of the topic: a topic that was deleted and made again has
 * another
 * @param readMillis when the views had last read all that the topic held
 * @param positions by partition: the offset of the first record that is not in the views
 * @param descriptions of the parts, in their order
 */
record SnapshotHeader(Uuid topicId, long readMillis, Map<Integer, Long> positions, List<String> descriptions) {

	private static final long MAGIC = 0x4265636b6f6e5376L;

	private static final int VERSION = 1;

	SnapshotHeader {
		positions = Map.copyOf(positions);
		descriptions = List.copyOf(descriptions);
	}

	void writeTo(SnapshotWriter out) throws IOException {
		out.putLong(MAGIC);
		out.putInt(VERSION);
		out.putLong(this.topicId.getMostSignificantBits());
		out.putLong(this.topicId.getLeastSignificantBits());
		out.putLong(this.readMillis);
		out.putVarint(this.positions.size());
		for (Map.Entry<Integer, Long> position : this.positions.entrySet()) {
			out.putVarint(position.getKey());
			out.putVarint(position.getValue());
		}
		out.putVarint(this.descriptions.size());
		for (String description : this.descriptions) {
			out.putText(description);
		}
	}

	static SnapshotHeader readFrom(SnapshotReader in) throws IOException {
		if (in.getLong() != MAGIC || in.getInt() != VERSION) {
			throw new IOException("it is no snapshot of this release");
		}
		Uuid topicId = new Uuid(in.getLong(), in.getLong());
		long readMillis = in.getLong();
		Map<Integer, Long> positions = new HashMap<>();
		for (int left = in.getCount(); left > 0; left--) {
			positions.put(in.getCount(), in.getVarint());
		}
		List<String> descriptions = new ArrayList<>();
		for (int left = in.getCount(); left > 0; left--) {
			descriptions.add(in.getText());
		}
		return new SnapshotHeader(topicId, readMillis, positions, descriptions);
	}

	/**
	 * Why the views may not go on from this snapshot; null when they may.
	 * @param topic as it is now
	 * @param expected what the views of this process would be saved as
	 * @param maxAge how long Kafka surely keeps a tombstone
	 */
	@Nullable String refusal(LogExtent topic, List<String> expected, long nowMillis, Duration maxAge) {
		if (!this.descriptions.equals(expected)) {
			return "the views or their settings are others now";
		}
		if (!this.topicId.equals(topic.topicId())) {
			return "the topic is another one now";
		}
		if (Math.abs(nowMillis - this.readMillis) > maxAge.toMillis()) {
			return "it is older than " + maxAge;
		}
		for (Map.Entry<Integer, Long> position : this.positions.entrySet()) {
			if (!topic.holds(position.getKey(), position.getValue())) {
				return "the log no longer holds what comes after it in partition " + position.getKey();
			}
		}
		return null;
	}

}
