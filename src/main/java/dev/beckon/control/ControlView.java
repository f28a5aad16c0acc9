package dev.beckon.control;

import dev.beckon.control.ChangeReading.Refused;
import dev.beckon.control.ChangeReading.Valid;
import dev.beckon.log.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the changes on {@code beckon.control}.
 *
 * @param changes where they are folded
 */
record ControlView(Changes changes) implements TopicTail.View {

	private static final Logger log = LoggerFactory.getLogger(ControlView.class);

	static final String PREFIX = "switch/";

	/** The key of a change's record: no two changes share one, so that none is lost. */
	static String key(String name, String id) {
		return PREFIX + name + "/" + id;
	}

	@Override
	public void on(ConsumerRecord<String, byte[]> consumed) {
		String[] parts = consumed.key().split("/", -1);
		if (parts.length != 3) {
			return;
		}
		byte @Nullable [] value = consumed.value();
		if (value == null) {
			this.changes.remove(parts[1], parts[2]);
			return;
		}
		switch (ChangeJson.read(value)) {
			case Valid(Change change) when change.name().equals(parts[1]) -> this.changes.put(parts[2], change);
			case Valid(Change change) -> log.warn("A change of {} is under the key of {}", change.name(), parts[1]);
			case Refused(var violation) -> log.warn("A change of {} cannot be read: {}", parts[1], violation);
		}
	}

}
