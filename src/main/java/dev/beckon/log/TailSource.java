package dev.beckon.log;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Uuid;

/**
 * How a {@link TopicTail} reads.
 *
 * @param consumers opens one that belongs to no group
 * @param topicIds Kafka's own id of a topic; zero where it does not say
 * @param pollTimeout how long one look for new records may take
 * @param share the share of its time a tail works that has much to catch up with, over 0
 * to 1
 */
record TailSource(Supplier<Consumer<String, byte[]>> consumers, Function<String, Uuid> topicIds, Duration pollTimeout,
		double share) {

	/** A look that waited for its records was no work, and is not told from one. */
	private static final long LONGEST_REST_NANOS = Duration.ofMillis(250).toNanos();

	/** Whether somebody waits for what is read. */
	boolean isInAHurry() {
		return this.share == 1;
	}

	/** How long to rest after so much work on a backlog. */
	long restNanos(long workedNanos) {
		return Math.min(LONGEST_REST_NANOS, (long) (workedNanos * (1 / this.share - 1)));
	}

}
