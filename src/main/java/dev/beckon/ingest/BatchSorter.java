package dev.beckon.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import dev.beckon.event.EventJson;
import dev.beckon.event.Forget;
import dev.beckon.event.Interaction;
import dev.beckon.event.Parsed;
import dev.beckon.event.Touch;
import dev.beckon.event.VisitorChange;
import dev.beckon.identity.MergeLink;
import dev.beckon.ingest.PartitionBatch.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Sorts out the records of one partition, in log order: the pure half of both listeners,
 * so that they judge alike.
 *
 * <p>
 * An interaction cannot have happened after the log took it: event times are cut to the
 * record's append time, so that one producer with a fast clock makes nobody else's
 * interactions late, and so that all the log holds of a visitor when a {@link Forget} is
 * appended lies at or before it.
 */
final class BatchSorter {

	private final TopicPartition partition;

	private final long allowedLatenessMillis;

	private final ToLongFunction<String> forgottenThrough;

	private final Map<String, List<Touch>> touches = new LinkedHashMap<>();

	private final Map<String, Long> forgets = new LinkedHashMap<>();

	private final Map<String, MergeLink> links = new LinkedHashMap<>();

	private final List<ConsumerRecord<String, byte[]>> late = new ArrayList<>();

	private final List<DeadLetter> deadLetters = new ArrayList<>();

	private final Watermark before;

	private Watermark watermark;

	private int forgotten;

	private int withheld;

	/**
	 * Begins a batch.
	 * @param before the partition's watermark before the batch
	 * @param forgottenThrough event time up to which a visitor is known to be forgotten
	 */
	BatchSorter(TopicPartition partition, Watermark before, long allowedLatenessMillis,
			ToLongFunction<String> forgottenThrough) {
		this.partition = partition;
		this.before = before;
		this.watermark = before;
		this.allowedLatenessMillis = allowedLatenessMillis;
		this.forgottenThrough = forgottenThrough;
	}

	PartitionBatch sort(List<ConsumerRecord<String, byte[]>> consumed) {
		consumed.forEach(this::sort);
		Map<String, VisitorChange> changes = new LinkedHashMap<>();
		this.touches.forEach((visitor, theirs) -> changes.put(visitor,
				new VisitorChange(theirs, this.forgets.getOrDefault(visitor, VisitorChange.NOT_FORGOTTEN))));
		this.forgets.forEach((visitor, through) -> changes.putIfAbsent(visitor, new VisitorChange(List.of(), through)));
		return new PartitionBatch(this.partition, consumed.getFirst().offset(), consumed.getLast().offset() + 1,
				this.before, this.watermark, changes, List.copyOf(this.links.values()), this.late, this.deadLetters,
				this.forgotten, this.withheld);
	}

	private void sort(ConsumerRecord<String, byte[]> consumed) {
		byte @Nullable [] value = consumed.value();
		if (value == null) {
			this.deadLetters.add(new DeadLetter(consumed, "the value is missing"));
			return;
		}
		switch (EventJson.readRecord(value, defaults(consumed))) {
			case Parsed.Malformed(var violation) ->
				this.deadLetters.add(new DeadLetter(consumed, violation.field() + " " + violation.message()));
			case Parsed.Withheld _ -> this.withheld++;
			case Parsed.Valid(var event) when !event.visitorId().equals(consumed.key()) ->
				this.deadLetters.add(new DeadLetter(consumed, "the key is not the visitorId"));
			case Parsed.Valid(Forget forget) -> this.forgets.merge(forget.visitorId(), consumed.timestamp(), Math::max);
			case Parsed.Valid(Interaction interaction) -> sort(interaction, consumed);
		}
	}

	private void sort(Interaction interaction, ConsumerRecord<String, byte[]> consumed) {
		Touch touch = interaction.touch(consumed.timestamp());
		if (touch.timeMillis() <= this.forgottenThrough.applyAsLong(interaction.visitorId())) {
			this.forgotten++;
		}
		else if (this.watermark.isLate(touch.timeMillis(), this.allowedLatenessMillis)) {
			this.late.add(consumed);
		}
		else {
			this.touches.computeIfAbsent(interaction.visitorId(), (visitor) -> new ArrayList<>()).add(touch);
			this.watermark = this.watermark.advancedTo(touch.timeMillis());
			link(interaction.visitorId(), interaction.userId());
		}
	}

	/** The first user a visitor turned out to be counts. */
	private void link(String visitorId, @Nullable String userId) {
		if (userId != null && !userId.equals(visitorId)) {
			this.links.putIfAbsent(visitorId, new MergeLink(visitorId, userId));
		}
	}

	/** A record without an event id is identified by its place in the log. */
	private static EventJson.Defaults defaults(ConsumerRecord<String, byte[]> consumed) {
		return new EventJson.Defaults(() -> consumed.partition() + "@" + consumed.offset(), consumed.timestamp());
	}

}
