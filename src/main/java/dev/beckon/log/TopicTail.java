package dev.beckon.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one topic for as long as the process lives, from its first record or from where
 * a snapshot of the views ends: how every view keeps up with the log. All partitions are
 * read, without a consumer group, by one thread, which is the only one to call
 * {@code view}.
 *
 * <p>
 * While Kafka is away the tail waits and then goes on where it stopped. A record the view
 * throws on is logged and skipped: one bad record must not stop a view.
 *
 * <p>
 * Thread safety: {@link #caughtUp()}, {@link #lagRecords()} and {@link #readRecords()}
 * may be called by any thread.
 */
public final class TopicTail {

	/** What is shown every record of a topic, in order within a partition. */
	@FunctionalInterface
	public interface View {

		void on(ConsumerRecord<String, byte[]> consumed);

		/**
		 * The next few records for {@link #on}, one after the other: a chance to get
		 * ready for all of them at once.
		 */
		default void ahead(List<ConsumerRecord<String, byte[]>> next) {
		}

	}

	private static final Logger log = LoggerFactory.getLogger(TopicTail.class);

	private static final Duration RETRY_DELAY = Duration.ofMillis(500);

	private static final Duration STOPPING = Duration.ofSeconds(2);

	private static final Duration STOPPING_AND_SAVING = Duration.ofSeconds(15);

	private static final Duration PARTITION_CHECK = Duration.ofSeconds(5);

	/** Records a view hears of before it is shown the first of them. */
	private static final int AHEAD = 16;

	private static final int FEW = 200;

	private static final long REST_NANOS = Duration.ofMillis(10).toNanos();

	private static final Duration SHORT_QUESTION = Duration.ofSeconds(1);

	private final String topic;

	private final TailSource source;

	private final View view;

	private final @Nullable TailSnapshot snapshot;

	private final BooleanSupplier mayBegin;

	private final FirstRead firstRead;

	/** The next record of each partition. */
	private final Map<TopicPartition, Long> positions = new HashMap<>();

	private boolean restored;

	/** Where each partition ended when reading began. */
	private Map<TopicPartition, Long> ends = Map.of();

	private volatile @Nullable Consumer<String, byte[]> consumer;

	private volatile boolean running = true;

	private volatile boolean caughtUp;

	private volatile long lagRecords = -1;

	private volatile long readRecords;

	private final Thread thread;

	/**
	 * A tail that reads nothing before it is started.
	 * @param mayBegin asked after the start, until it is so
	 */
	TopicTail(String topic, TailSource source, View view, @Nullable TailSnapshot snapshot, BooleanSupplier mayBegin) {
		this.topic = topic;
		this.source = source;
		this.view = view;
		this.snapshot = snapshot;
		this.mayBegin = mayBegin;
		this.firstRead = new FirstRead(topic);
		this.thread = thread(source, "tail-" + topic).unstarted(this::run);
	}

	private static Thread.Builder.OfPlatform thread(TailSource source, String name) {
		return source.isInAHurry() ? Thread.ofPlatform().name(name).daemon() : Background.thread(name);
	}

	public String topic() {
		return this.topic;
	}

	/**
	 * Whether the view has once read all that the topic held when reading began; stays
	 * true from then on.
	 */
	public boolean caughtUp() {
		return this.caughtUp;
	}

	/**
	 * Records between the view and the end of the topic; -1 before the first look at the
	 * topic.
	 */
	public long lagRecords() {
		return this.lagRecords;
	}

	/** Records shown to the view so far. */
	public long readRecords() {
		return this.readRecords;
	}

	void start() {
		this.thread.start();
	}

	/**
	 * Has the tail stop, and waits until it has and its snapshot is saved; a consumer
	 * that Kafka does not answer is not waited for long, and a disk neither.
	 */
	void stop() {
		this.running = false;
		Consumer<String, byte[]> following = this.consumer;
		if (following != null) {
			following.wakeup();
		}
		try {
			this.thread.join((this.snapshot != null) ? STOPPING_AND_SAVING : STOPPING);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		while (this.running && !this.mayBegin.getAsBoolean()) {
			LockSupport.parkNanos(this.source.pollTimeout().toNanos());
		}
		this.firstRead.begin();
		while (this.running) {
			try (Consumer<String, byte[]> opened = this.source.consumers().get()) {
				this.consumer = opened;
				follow(opened);
			}
			catch (WakeupException stopped) {
				log.debug("The view of {} stops", this.topic);
			}
			catch (KafkaException unavailable) {
				log.warn("The view of {} waits for Kafka: {}", this.topic, unavailable.getMessage());
				LockSupport.parkNanos(RETRY_DELAY.toNanos());
			}
		}
		if (this.snapshot != null) {
			this.snapshot.saveNow(byNumber(this.positions));
		}
	}

	private void follow(Consumer<String, byte[]> consumer) {
		long records = this.readRecords;
		long nextPartitionCheck = System.nanoTime();
		while (this.running) {
			if (System.nanoTime() - nextPartitionCheck >= 0) {
				assign(consumer);
				askForEnds(consumer);
				nextPartitionCheck = System.nanoTime() + PARTITION_CHECK.toNanos();
			}
			long begun = System.nanoTime();
			ConsumerRecords<String, byte[]> polled = consumer.poll(this.source.pollTimeout());
			show(polled);
			records += polled.count();
			this.readRecords = records;
			consumer.assignment().forEach((partition) -> this.positions.put(partition, consumer.position(partition)));
			measureLag(consumer);
			if (this.snapshot != null) {
				this.snapshot.saveIfDue(byNumber(this.positions));
			}
			restAfter(polled.count(), System.nanoTime() - begun);
		}
	}

	/**
	 * A fetch costs the broker much the same for one record as for a thousand: after a
	 * few, more may come together. After many, there is a backlog, and others may be in
	 * more of a hurry.
	 */
	private void restAfter(int records, long workedNanos) {
		if (records >= FEW) {
			LockSupport.parkNanos(this.source.restNanos(workedNanos));
		}
		else if (records > 0) {
			LockSupport.parkNanos(REST_NANOS);
		}
	}

	private void assign(Consumer<String, byte[]> consumer) {
		List<TopicPartition> partitions = consumer.partitionsFor(this.topic)
			.stream()
			.map((info) -> new TopicPartition(info.topic(), info.partition()))
			.toList();
		if (partitions.isEmpty()) {
			throw new KafkaException("topic " + this.topic + " does not exist yet");
		}
		if (partitions.size() == consumer.assignment().size()) {
			return;
		}
		consumer.assign(partitions);
		if (!this.restored && this.snapshot != null) {
			restore(consumer, partitions, this.snapshot);
		}
		List<TopicPartition> unread = partitions.stream().filter((p) -> !this.positions.containsKey(p)).toList();
		if (!unread.isEmpty()) {
			consumer.seekToBeginning(unread);
		}
		this.positions.forEach(consumer::seek);
		if (!this.caughtUp) {
			this.ends = consumer.endOffsets(partitions);
		}
	}

	private void restore(Consumer<String, byte[]> consumer, Collection<TopicPartition> partitions,
			TailSnapshot snapshot) {
		LogExtent extent = new LogExtent(this.source.topicIds().apply(this.topic),
				byNumber(consumer.beginningOffsets(partitions)), byNumber(consumer.endOffsets(partitions)));
		snapshot.restore(extent)
			.forEach((number, position) -> this.positions.put(new TopicPartition(this.topic, number), position));
		this.restored = true;
	}

	/** A snapshot must know when there was nothing more to read. */
	private void askForEnds(Consumer<String, byte[]> consumer) {
		if (this.snapshot == null || !this.snapshot.wantsEnds()) {
			return;
		}
		try {
			this.snapshot.endsAre(byNumber(consumer.endOffsets(consumer.assignment(), SHORT_QUESTION)));
		}
		catch (TimeoutException away) {
			log.debug("Kafka does not say where {} ends", this.topic);
		}
	}

	private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
		Map<Integer, Long> byNumber = HashMap.newHashMap(offsets.size());
		offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
		return byNumber;
	}

	private void show(ConsumerRecords<String, byte[]> polled) {
		List<ConsumerRecord<String, byte[]>> all = new ArrayList<>(polled.count());
		polled.forEach(all::add);
		for (int from = 0; from < all.size(); from += AHEAD) {
			List<ConsumerRecord<String, byte[]>> next = all.subList(from, Math.min(from + AHEAD, all.size()));
			this.view.ahead(next);
			next.forEach(this::show);
		}
	}

	private void show(ConsumerRecord<String, byte[]> consumed) {
		try {
			this.view.on(consumed);
		}
		catch (RuntimeException unreadable) {
			log.warn("The view of {} skips {}-{}@{}", this.topic, consumed.topic(), consumed.partition(),
					consumed.offset(), unreadable);
		}
	}

	private void measureLag(Consumer<String, byte[]> consumer) {
		long lag = 0;
		for (TopicPartition partition : consumer.assignment()) {
			lag += this.caughtUp ? consumer.currentLag(partition).orElse(0)
					: Math.max(0, this.ends.getOrDefault(partition, 0L) - this.positions.getOrDefault(partition, 0L));
		}
		this.lagRecords = lag;
		if (!this.caughtUp) {
			this.firstRead.at(this.readRecords, lag);
			this.caughtUp = lag == 0;
		}
	}

}
