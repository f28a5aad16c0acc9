package dev.beckon.ops;

import java.io.IOException;

import com.fasterxml.jackson.databind.ObjectReader;
import dev.beckon.log.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds what processes tell of themselves.
 *
 * @param fleet where it is folded
 * @param reports reads a {@link ProcessReport}
 */
record FleetView(Fleet fleet, ObjectReader reports) implements TopicTail.View {

	private static final Logger log = LoggerFactory.getLogger(FleetView.class);

	@Override
	public void on(ConsumerRecord<String, byte[]> consumed) {
		byte @Nullable [] value = consumed.value();
		try {
			ProcessReport report = (value == null) ? null : this.reports.readValue(value);
			this.fleet.on(consumed.key(), report, consumed.timestamp());
		}
		catch (IOException unreadable) {
			log.warn("What {} tells cannot be read: {}", consumed.key(), unreadable.getMessage());
		}
	}

}
