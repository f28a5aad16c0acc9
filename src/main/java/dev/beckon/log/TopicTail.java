package dev.beckon.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one topic from its first record for as long as the process lives: how every
 * view keeps up with the log. All partitions are read, without a consumer group, by one
 * thread, which is the only one to call {@code view}.
 *
 * <p>
 * While Kafka is away the tail waits and then goes on where it stopped. A record the view
 * throws on is logged and skipped: one bad record must not stop a view.
 *
 * <p>
 * Thread safety: {@link #caughtUp()} and {@link #lagRecords()} may be called by any
 * thread.
 */
public final class TopicTail {

	/** What is shown every record of a topic, in order within a partition. */
	@FunctionalInterface
	public interface View {

		void on(ConsumerRecord<String, byte[]> consumed);

	}

	private static final Logger log = LoggerFactory.getLogger(TopicTail.class);

	private static final Duration RETRY_DELAY = Duration.ofMillis(500);

	private static final Duration STOPPING = Duration.ofSeconds(2);

	private static final Duration PARTITION_CHECK = Duration.ofSeconds(5);

	private final String topic;

	private final Supplier<Consumer<String, byte[]>> consumers;

	private final View view;

	private final Duration pollTimeout;

	private final Map<TopicPartition, Long> positions = new HashMap<>();

	/** Where each partition ended when reading began. */
	private Map<TopicPartition, Long> ends = Map.of();

	private volatile @Nullable Consumer<String, byte[]> consumer;

	private volatile boolean running = true;

	private volatile boolean caughtUp;

	private volatile long lagRecords = -1;

	private final Thread thread;

	TopicTail(String topic, Supplier<Consumer<String, byte[]>> consumers, Duration pollTimeout, View view) {
		this.topic = topic;
		this.consumers = consumers;
		this.pollTimeout = pollTimeout;
		this.view = view;
		this.thread = Thread.ofPlatform().name("tail-" + topic).daemon().unstarted(this::run);
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

	void start() {
		this.thread.start();
	}

	/**
	 * Has the tail stop, and waits until it has; a consumer that Kafka does not answer is
	 * not waited for long.
	 */
	void stop() {
		this.running = false;
		Consumer<String, byte[]> following = this.consumer;
		if (following != null) {
			following.wakeup();
		}
		try {
			this.thread.join(STOPPING);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		while (this.running) {
			try (Consumer<String, byte[]> opened = this.consumers.get()) {
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
	}

	private void follow(Consumer<String, byte[]> consumer) {
		long nextPartitionCheck = System.nanoTime();
		while (this.running) {
			if (System.nanoTime() - nextPartitionCheck >= 0) {
				assign(consumer);
				nextPartitionCheck = System.nanoTime() + PARTITION_CHECK.toNanos();
			}
			ConsumerRecords<String, byte[]> polled = consumer.poll(this.pollTimeout);
			for (TopicPartition partition : polled.partitions()) {
				List<ConsumerRecord<String, byte[]>> consumed = polled.records(partition);
				consumed.forEach(this::show);
				this.positions.put(partition, consumed.getLast().offset() + 1);
			}
			measureLag(consumer);
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
		List<TopicPartition> unread = partitions.stream().filter((p) -> !this.positions.containsKey(p)).toList();
		if (!unread.isEmpty()) {
			consumer.seekToBeginning(unread);
		}
		this.positions.forEach(consumer::seek);
		if (!this.caughtUp) {
			this.ends = consumer.endOffsets(partitions);
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
					: Math.max(0, this.ends.getOrDefault(partition, 0L) - consumer.position(partition));
		}
		this.lagRecords = lag;
		this.caughtUp |= lag == 0;
	}

}
