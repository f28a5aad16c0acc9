package dev.beckon.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PacedBatchesTests {

	private static final TopicPartition PARTITION = new TopicPartition("t", 0);

	private static final int MANY = 5_000;

	private static final double FLOOR = 0.05;

	private final Pace pace = new Pace(Duration.ofMillis(10), FLOOR);

	private final Noting listener = new Noting();

	private final PacedBatches batches = new PacedBatches(this.listener, this.pace);

	private final MockConsumer<String, byte[]> consumer = new MockConsumer<>(OffsetResetStrategy.EARLIEST);

	@BeforeEach
	void answersAreGivenAndNothingWaits() {
		this.consumer.assign(List.of(PARTITION));
		for (int period = 0; period < 20; period++) {
			fastAnswers();
		}
	}

	@Test
	void whatHasWaitedForAMinuteIsABacklogAndTheShareGrowsFromTheFloor() {
		poll(Instant.now().minusSeconds(60));
		fastAnswers();

		assertThat(this.pace.share()).isGreaterThan(FLOOR);
	}

	@Test
	void whatHappensNowIsNoBacklogHoweverMuchItIs() {
		poll(Instant.now());
		fastAnswers();

		assertThat(this.pace.share()).isEqualTo(FLOOR);
	}

	@Test
	void everyRecordIsHandedOnOnceInOrderAndInSmallSlices() {
		poll(Instant.now());

		assertThat(this.listener.offsets)
			.containsExactlyElementsOf(IntStream.range(0, MANY).mapToObj(Long::valueOf).toList());
		assertThat(this.listener.largest).isEqualTo(this.pace.sliceRecords());
	}

	private void poll(Instant appended) {
		List<ConsumerRecord<String, byte[]>> records = IntStream.range(0, MANY)
			.mapToObj((offset) -> new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset,
					appended.toEpochMilli(), TimestampType.LOG_APPEND_TIME, 0, 0, "v", new byte[0], new RecordHeaders(),
					Optional.empty()))
			.toList();
		this.batches.onMessage(new ConsumerRecords<>(Map.of(PARTITION, records)), null, this.consumer);
	}

	private void fastAnswers() {
		this.pace.observe(new Pace.Period(1_000, Duration.ofMillis(1).toNanos(), 0));
	}

	/** Notes what it is handed, and needs no rest. */
	private static final class Noting extends BatchListener {

		private final List<Long> offsets = new ArrayList<>();

		private int largest;

		@Override
		void on(ConsumerRecords<String, byte[]> polled, List<TopicPartition> partitions, Consumer<?, ?> consumer) {
			polled.forEach((consumed) -> this.offsets.add(consumed.offset()));
			this.largest = Math.max(this.largest, polled.count());
		}

		@Override
		void take(TopicPartition partition, Consumer<?, ?> consumer) {
		}

		@Override
		void letGo(TopicPartition partition) {
		}

		@Override
		long restNanos(long workedNanos) {
			return 0;
		}

	}

}
