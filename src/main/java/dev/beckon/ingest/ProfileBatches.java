package dev.beckon.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.beckon.event.VisitorChange;
import dev.beckon.profile.ProfileWrites;
import dev.beckon.profile.WriteReport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Folds interactions into profiles: one read and one write for a visitor however many of
 * the batch's interactions are theirs, and the offsets only once a replica has the
 * outcome. While Redis is away the batch is tried again until it can be written. Late
 * interactions and dead letters are the sessions listener's to put aside.
 */
class ProfileBatches extends BatchListener {

	static final String LISTENER = "profiles";

	private final Watermarks watermarks = new Watermarks();

	private final IngestProperties properties;

	private final ForgottenVisitors forgotten;

	private final ProfileWrites profiles;

	private final IngestMetrics metrics;

	ProfileBatches(IngestProperties properties, ForgottenVisitors forgotten, ProfileWrites profiles,
			IngestMetrics metrics) {
		this.properties = properties;
		this.forgotten = forgotten;
		this.profiles = profiles;
		this.metrics = metrics;
	}

	@Override
	void on(ConsumerRecords<String, byte[]> polled, List<TopicPartition> partitions, Consumer<?, ?> consumer) {
		this.forgotten.requireKnown();
		List<PartitionBatch> batches = partitions.stream()
			.map((partition) -> new BatchSorter(partition, this.watermarks.of(partition, consumer),
					this.properties.allowedLateness().toMillis(), this.forgotten::through)
				.sort(polled.records(partition)))
			.toList();
		Map<String, VisitorChange> changes = new HashMap<>();
		batches.forEach((batch) -> batch.changes()
			.forEach((visitor, change) -> changes.merge(visitor, change, VisitorChange::and)));
		WriteReport written = this.profiles.write(changes);
		consumer.commitSync(offsets(batches));
		for (PartitionBatch batch : batches) {
			this.watermarks.set(batch.partition(), batch.watermark());
			this.metrics.committed(LISTENER, batch);
		}
		this.metrics.folded(LISTENER, written.added(), written.duplicates());
	}

	@Override
	void letGo(TopicPartition partition) {
		this.watermarks.forget(partition);
	}

}
