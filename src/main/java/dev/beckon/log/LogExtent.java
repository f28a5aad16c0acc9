package dev.beckon.log;

import java.util.Map;

import org.apache.kafka.common.Uuid;

/**
 * A topic as it stands.
 *
 * @param topicId Kafka's own id of it
 * @param beginnings the first offset of each partition
 * @param ends the offset after the last of each partition
 */
record LogExtent(Uuid topicId, Map<Integer, Long> beginnings, Map<Integer, Long> ends) {

	LogExtent {
		beginnings = Map.copyOf(beginnings);
		ends = Map.copyOf(ends);
	}

	/** Whether reading may go on at that offset without a gap. */
	boolean holds(int partition, long position) {
		Long beginning = this.beginnings.get(partition);
		Long end = this.ends.get(partition);
		return beginning != null && end != null && position >= beginning && position <= end;
	}

}
