package dev.beckon.ingest;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.beckon.event.Hashing;
import dev.beckon.event.VisitorChange;
import dev.beckon.log.ControlTail;
import dev.beckon.log.LogProperties;
import dev.beckon.log.TopicWriter;
import dev.beckon.log.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Who was forgotten, and through which event time, as {@code beckon.control} tells: known
 * before a listener reads its first record, so that a replay of the log does not bring a
 * visitor back even for a moment. Visitors are kept as hashes, and only for as long as
 * the log may still hold something of them.
 */
@Component
class ForgottenVisitors {

	private static final String PREFIX = "forgotten/";

	private final Map<Long, Long> throughMillis = new ConcurrentHashMap<>();

	private final TopicWriter writer;

	private final ControlTail control;

	private final Duration retention;

	private final InstantSource clock = InstantSource.system();

	ForgottenVisitors(ControlTail control, TopicWriter writer, LogProperties properties) {
		this.writer = writer;
		this.retention = properties.interactionsRetention();
		this.control = control;
		control.follow(PREFIX, this::on);
	}

	/**
	 * Returns when all that was forgotten so far is known.
	 * @throws IllegalStateException when it is not known yet; the batch is to be tried
	 * again
	 */
	void requireKnown() {
		if (!this.control.caughtUp()) {
			throw new IllegalStateException("who was forgotten is not known yet");
		}
	}

	/**
	 * Event time up to which the visitor was forgotten, or
	 * {@link VisitorChange#NOT_FORGOTTEN}.
	 */
	long through(String visitorId) {
		return this.throughMillis.isEmpty() ? VisitorChange.NOT_FORGOTTEN
				: this.throughMillis.getOrDefault(Hashing.hash64(visitorId), VisitorChange.NOT_FORGOTTEN);
	}

	/** Has every process know, once the returned future completes. */
	CompletableFuture<RecordMetadata> add(String visitorId, long millis) {
		return this.writer.append(Topics.CONTROL, PREFIX + Long.toHexString(Hashing.hash64(visitorId)),
				ByteBuffer.allocate(Long.BYTES).putLong(millis).array());
	}

	private void on(ConsumerRecord<String, byte[]> consumed) {
		byte @Nullable [] value = consumed.value();
		long visitor = Long.parseUnsignedLong(consumed.key().substring(PREFIX.length()), 16);
		long through = (value != null) ? ByteBuffer.wrap(value).getLong() : VisitorChange.NOT_FORGOTTEN;
		if (through < this.clock.millis() - this.retention.toMillis()) {
			this.throughMillis.remove(visitor);
		}
		else {
			this.throughMillis.merge(visitor, through, Math::max);
		}
	}

}
