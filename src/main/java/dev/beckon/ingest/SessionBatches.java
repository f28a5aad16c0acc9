package dev.beckon.ingest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.beckon.identity.MergeLinks;
import dev.beckon.log.Topics;
import dev.beckon.session.PastSessions;
import dev.beckon.session.SessionProperties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

import org.springframework.kafka.core.KafkaTemplate;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Folds interactions into sessions and writes the changed ones to {@code beckon.sessions}
 * in one Kafka transaction with the offsets, so that each interaction counts exactly once
 * there; needs Kafka alone. The same transaction carries late interactions and dead
 * letters to their topics, and who turned out to be whom to {@code beckon.control}.
 */
class SessionBatches extends BatchListener {

	static final String LISTENER = "sessions";

	private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

	private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

	private final Map<TopicPartition, PartitionSessions> states = new ConcurrentHashMap<>();

	private final Watermarks watermarks = new Watermarks();

	private final IngestProperties ingest;

	private final SessionProperties sessions;

	private final PastSessions past;

	private final ForgottenVisitors forgotten;

	private final MergeLinks merges;

	private final KafkaTemplate<String, byte[]> transactions;

	private final IngestMetrics.ListenerCounters counters;

	SessionBatches(IngestProperties ingest, SessionProperties sessions, PastSessions past, ForgottenVisitors forgotten,
			MergeLinks merges, KafkaTemplate<String, byte[]> transactions, IngestMetrics metrics) {
		this.ingest = ingest;
		this.sessions = sessions;
		this.past = past;
		this.forgotten = forgotten;
		this.merges = merges;
		this.transactions = transactions;
		this.counters = metrics.countersOf(LISTENER);
	}

	@Override
	void on(ConsumerRecords<String, byte[]> polled, List<TopicPartition> partitions, Consumer<?, ?> consumer) {
		this.forgotten.requireKnown();
		this.merges.requireKnown();
		List<Folded> folded = partitions.stream()
			.map((partition) -> fold(partition, polled.records(partition), consumer))
			.toList();
		this.transactions.executeInTransaction((transaction) -> transaction.execute((producer) -> {
			folded.forEach((fold) -> write(fold, producer));
			producer.sendOffsetsToTransaction(offsets(folded.stream().map(Folded::batch).toList()),
					consumer.groupMetadata());
			return true;
		}));
		folded.forEach(this::committed);
	}

	private Folded fold(TopicPartition partition, List<ConsumerRecord<String, byte[]>> consumed,
			Consumer<?, ?> consumer) {
		PartitionBatch batch = new BatchSorter(partition, this.watermarks.of(partition, consumer),
				this.ingest.allowedLateness().toMillis(), this.forgotten::through)
			.sort(consumed);
		return new Folded(batch, state(partition, consumer).fold(batch, this.forgotten::through));
	}

	private PartitionSessions state(TopicPartition partition, Consumer<?, ?> consumer) {
		return this.states.computeIfAbsent(partition,
				(absent) -> restored(absent.partition(), this.watermarks.of(absent, consumer)));
	}

	private PartitionSessions restored(int partition, Watermark watermark) {
		long reachMillis = this.ingest.allowedLateness().plus(this.sessions.idleTimeout()).toMillis();
		PartitionSessions state = new PartitionSessions(this.sessions.rules(), reachMillis);
		state.restore(this.past.since(partition, watermark.minus(reachMillis)));
		return state;
	}

	/**
	 * Straight to the producer: a failed send fails the commit, so nobody needs a future
	 * for each.
	 */
	private void write(Folded fold, Producer<String, byte[]> producer) {
		PartitionBatch batch = fold.batch();
		int partition = batch.partition().partition();
		for (PartitionSessions.Changed changed : fold.outcome().changed()) {
			send(producer, new ProducerRecord<>(Topics.SESSIONS, partition, changed.endMillis(), changed.sessionId(),
					changed.session()));
		}
		for (String superseded : fold.outcome().superseded()) {
			send(producer, new ProducerRecord<String, byte[]>(Topics.SESSIONS, partition, superseded, null));
		}
		batch.links()
			.stream()
			.filter((link) -> this.merges.mayBecome(link) && !this.merges.areOne(link))
			.forEach((link) -> send(producer, MergeLinks.record(link)));
		batch.late().forEach((late) -> send(producer, copy(late, Topics.LATE, "beyond the allowed lateness")));
		batch.deadLetters()
			.forEach((dead) -> send(producer, copy(dead.consumed(), Topics.DEAD_LETTERS, dead.reason())));
	}

	private static ProducerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> consumed, String topic,
			String reason) {
		Headers headers = new RecordHeaders(consumed.headers()).add("beckon-reason", reason.getBytes(UTF_8))
			.add("beckon-origin",
					(consumed.topic() + "-" + consumed.partition() + "@" + consumed.offset()).getBytes(UTF_8));
		return new ProducerRecord<>(topic, null, consumed.key(), consumed.value(), headers);
	}

	private static void send(Producer<String, byte[]> producer, ProducerRecord<String, byte[]> written) {
		var _ = producer.send(written);
	}

	private void committed(Folded fold) {
		PartitionBatch batch = fold.batch();
		PartitionSessions.Outcome outcome = fold.outcome();
		PartitionSessions state = this.states.get(batch.partition());
		if (state != null) {
			state.commit(outcome, batch.watermark());
		}
		this.watermarks.set(batch.partition(), batch.watermark());
		this.counters.committed(batch);
		this.counters.folded(outcome.applied(), outcome.duplicates());
	}

	/**
	 * Reads back at once what its former owner left, so that a process that starts has
	 * done it before it is asked anything.
	 */
	@Override
	void take(TopicPartition partition, Consumer<?, ?> consumer) {
		try {
			var _ = state(partition, consumer);
		}
		catch (KafkaException unavailable) {
			// the partition's first batch tries again, for as long as it takes
		}
	}

	/**
	 * A transaction costs the broker much the same for one interaction as for a thousand.
	 * A busy machine makes batches slow, and so large and few.
	 */
	@Override
	long restNanos(long workedNanos) {
		return Math.clamp(4 * workedNanos, SHORTEST_REST_NANOS, LONGEST_REST_NANOS);
	}

	@Override
	void letGo(TopicPartition partition) {
		this.states.remove(partition);
		this.watermarks.forget(partition);
	}

	/** A batch, and what it comes to. */
	private record Folded(PartitionBatch batch, PartitionSessions.Outcome outcome) {
	}

}
