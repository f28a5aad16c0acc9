package dev.beckon.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.beckon.event.EventJson;
import dev.beckon.event.Forget;
import dev.beckon.event.Interaction;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.event.VisitorChange;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class BatchSorterTests {

	private static final TopicPartition PARTITION = new TopicPartition("beckon.interactions", 3);

	private static final long NOW = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

	private static final long LATENESS = 1_000;

	private final List<ConsumerRecord<String, byte[]>> log = new ArrayList<>();

	@Test
	void aVisitorsInteractionsAreOneChange() {
		view("v", "a", NOW);
		view("w", "b", NOW);
		view("v", "c", NOW - 10);

		PartitionBatch batch = sort(Watermark.NONE);

		assertThat(change(batch, "v").touches()).extracting(Touch::itemId).containsExactly("a", "c");
		assertThat(batch.changes()).containsOnlyKeys("v", "w");
		assertThat(batch.nextOffset()).isEqualTo(3);
		assertThat(batch.watermark()).isEqualTo(new Watermark(NOW));
	}

	@Test
	void latenessIsMeasuredAgainstTheWatermarkInLogOrder() {
		view("v", "early", NOW - 5_000);
		view("v", "newest", NOW);
		view("v", "just-in-time", NOW - LATENESS);
		view("v", "late", NOW - LATENESS - 1);

		PartitionBatch batch = sort(Watermark.NONE);

		assertThat(change(batch, "v").touches()).extracting(Touch::itemId)
			.containsExactly("early", "newest", "just-in-time");
		assertThat(batch.late()).extracting(ConsumerRecord::offset).containsExactly(3L);
	}

	@Test
	void whatCameWithoutConsentIsCountedAndNotKept() {
		append("v", """
				{"type":"view_item","visitorId":"v","itemId":"a","consent":false}""".getBytes(UTF_8));
		view("v", "b", NOW);

		PartitionBatch batch = sort(Watermark.NONE);

		assertThat(batch.withheld()).isEqualTo(1);
		assertThat(change(batch, "v").touches()).extracting(Touch::itemId).containsExactly("b");
		assertThat(batch.deadLetters()).isEmpty();
	}

	@Property
	void whereBatchesAreCutDoesNotMatter(@ForAll List<Short> times, @ForAll int cut) {
		this.log.clear();
		times.forEach((time) -> view("v", "i", NOW + time));
		if (this.log.isEmpty()) {
			return;
		}
		int at = Math.floorMod(cut, this.log.size());
		PartitionBatch whole = sort(Watermark.NONE);

		List<Touch> inParts = new ArrayList<>();
		Watermark watermark = Watermark.NONE;
		for (List<ConsumerRecord<String, byte[]>> part : List.of(this.log.subList(0, at),
				this.log.subList(at, this.log.size()))) {
			if (!part.isEmpty()) {
				PartitionBatch batch = sort(part, Watermark.ofMetadata(watermark.asMetadata()));
				batch.changes().values().forEach((change) -> inParts.addAll(change.touches()));
				watermark = batch.watermark();
			}
		}

		assertThat(inParts).isEqualTo(change(whole, "v").touches());
		assertThat(watermark).isEqualTo(whole.watermark());
	}

	@Property
	void everyRecordIsInExactlyOnePlace(@ForAll List<Short> times, @ForAll Set<String> poison) {
		this.log.clear();
		times.forEach((time) -> view((time % 3 == 0) ? "forgotten" : "v", "i", NOW + time));
		poison.forEach((text) -> append("v", text.getBytes(UTF_8)));
		if (this.log.isEmpty()) {
			return;
		}

		PartitionBatch batch = new BatchSorter(PARTITION, Watermark.NONE, LATENESS,
				(visitor) -> visitor.equals("v") ? VisitorChange.NOT_FORGOTTEN : NOW)
			.sort(this.log);

		int touches = batch.changes().values().stream().mapToInt((change) -> change.touches().size()).sum();
		assertThat(touches + batch.late().size() + batch.deadLetters().size() + batch.forgotten())
			.isEqualTo(this.log.size());
	}

	@Test
	void aFastClockMakesNobodyElseLate() {
		view("fast", "a", NOW + 600_000);
		view("v", "b", NOW);

		PartitionBatch batch = sort(Watermark.NONE);

		assertThat(batch.late()).isEmpty();
		assertThat(change(batch, "fast").touches()).extracting(Touch::timeMillis).containsExactly(NOW);
	}

	@Test
	void aForgottenVisitorsInteractionsAreCountedAndLeftOut() {
		view("v", "a", NOW);
		view("w", "b", NOW);

		PartitionBatch batch = new BatchSorter(PARTITION, Watermark.NONE, LATENESS,
				(visitor) -> visitor.equals("v") ? NOW : VisitorChange.NOT_FORGOTTEN)
			.sort(this.log);

		assertThat(batch.forgotten()).isEqualTo(1);
		assertThat(batch.changes()).containsOnlyKeys("w");
	}

	@Test
	void aForgetCarriesTheTimeTheLogTookIt() {
		view("v", "a", NOW - 10);
		append("v", EventJson.write(new Forget("v")));

		assertThat(change(sort(Watermark.NONE), "v").forgottenThroughMillis()).isEqualTo(NOW);
	}

	@Test
	void whatCannotBeReadIsADeadLetterWithItsReason() {
		append("v", "{".getBytes(UTF_8));
		append("v", null);
		append(null, EventJson.write(interaction("v", "a", NOW)));
		append("v", "{\"type\":\"view_item\",\"visitorId\":\"v\"}".getBytes(UTF_8));
		view("v", "good", NOW);

		PartitionBatch batch = sort(Watermark.NONE);

		assertThat(batch.deadLetters()).extracting(PartitionBatch.DeadLetter::reason)
			.containsExactly("event is not readable JSON", "the value is missing", "the key is not the visitorId",
					"itemId is required");
		assertThat(change(batch, "v").touches()).hasSize(1);
	}

	@Test
	void aRecordWithoutAnEventIdIsIdentifiedByItsPlace() {
		byte[] anonymous = "{\"type\":\"view_item\",\"visitorId\":\"v\",\"itemId\":\"i\"}".getBytes(UTF_8);
		append("v", anonymous);
		append("v", anonymous);

		List<Touch> touches = change(sort(Watermark.NONE), "v").touches();

		assertThat(touches).hasSize(2).extracting(Touch::eventHash).doesNotHaveDuplicates();
		assertThat(change(sort(Watermark.NONE), "v").touches()).isEqualTo(touches);
	}

	private static VisitorChange change(PartitionBatch batch, String visitor) {
		return Objects.requireNonNull(batch.changes().get(visitor));
	}

	private PartitionBatch sort(Watermark before) {
		return sort(this.log, before);
	}

	private static PartitionBatch sort(List<ConsumerRecord<String, byte[]>> part, Watermark before) {
		return new BatchSorter(PARTITION, before, LATENESS, (visitor) -> VisitorChange.NOT_FORGOTTEN).sort(part);
	}

	private void view(String visitor, String item, long timeMillis) {
		append(visitor, EventJson.write(interaction(visitor, item, timeMillis)));
	}

	private Interaction interaction(String visitor, String item, long timeMillis) {
		return new Interaction("e-" + this.log.size(), InteractionType.VIEW_ITEM, visitor, item, timeMillis, 1, null,
				null, null, null);
	}

	private void append(@Nullable String key, byte @Nullable [] value) {
		int size = (value != null) ? value.length : -1;
		this.log.add(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), this.log.size(), NOW,
				TimestampType.LOG_APPEND_TIME, 1, size, key, value, new RecordHeaders(), Optional.empty()));
	}

}
