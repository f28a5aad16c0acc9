package dev.beckon.log;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.stereotype.Component;

/**
 * Appends facts to topics, with an idempotent producer and {@code acks=all}: an appended
 * record is on every in-sync replica, once, in the order of the calls. A second producer
 * of its own carries what may be dropped, so that a full buffer there never delays what
 * may not.
 *
 * <p>
 * Thread safety: safe.
 */
@Component
public class TopicWriter implements DisposableBean {

	/**
	 * How soon new partitions are noticed: until every producer has, a visitor is in two.
	 */
	private static final int METADATA_MAX_AGE_MILLIS = 5_000;

	/**
	 * However long nothing is appended to a topic, the next record finds it known: one
	 * that may be dropped would be.
	 */
	private static final int METADATA_MAX_IDLE_MILLIS = Integer.MAX_VALUE;

	/**
	 * Nobody waits for what may be dropped, so it goes out ten times a second: with the
	 * lossless one's linger the broker gets a request a millisecond under load.
	 */
	private static final int LOSSY_LINGER_MILLIS = 100;

	/** The events of one request to the broker together, and those of its neighbours. */
	private static final int LOSSLESS_LINGER_MILLIS = 3;

	private static final int LOSSY_BATCH_BYTES = 128 * 1024;

	private final Producer<String, byte[]> lossless;

	private final Producer<String, byte[]> lossy;

	private final Traces traces;

	TopicWriter(KafkaProperties kafka, LogProperties properties, Traces traces) {
		this.traces = traces;
		Map<String, Object> config = new HashMap<>(kafka.buildProducerProperties(null));
		int timeoutMillis = Math.toIntExact(properties.appendTimeout().toMillis());
		config.put(ProducerConfig.ACKS_CONFIG, "all");
		config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
		config.put(ProducerConfig.LINGER_MS_CONFIG, LOSSLESS_LINGER_MILLIS);
		config.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MILLIS);
		config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, METADATA_MAX_IDLE_MILLIS);
		config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis / 2);
		config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMillis);
		this.lossless = producer(config, timeoutMillis / 2);
		config.put(ProducerConfig.LINGER_MS_CONFIG, LOSSY_LINGER_MILLIS);
		config.put(ProducerConfig.BATCH_SIZE_CONFIG, LOSSY_BATCH_BYTES);
		this.lossy = producer(config, 0);
	}

	/**
	 * Appends a record, or a tombstone where the value is null; the future completes when
	 * Kafka has acknowledged it, or exceptionally within about one and a half times
	 * {@code beckon.log.append-timeout}. The caller waits at most half that time for a
	 * connection.
	 */
	public CompletableFuture<RecordMetadata> append(String topic, String key, byte @Nullable [] value) {
		ProducerRecord<String, byte[]> fact = new ProducerRecord<>(topic, key, value);
		this.traces.carry(fact.headers());
		return send(this.lossless, fact);
	}

	/**
	 * Appends a tombstone to one partition of a compacted topic, as {@link #append}
	 * appends.
	 */
	public CompletableFuture<RecordMetadata> remove(String topic, int partition, String key) {
		return send(this.lossless, new ProducerRecord<>(topic, partition, key, null));
	}

	/**
	 * Gets to know a topic that records will be {@link #offer offered} to, so that the
	 * first need not be dropped. Waits for nothing: Kafka answers when it is there.
	 */
	public void expect(String topic) {
		try {
			var _ = this.lossy.partitionsFor(topic);
		}
		catch (TimeoutException asked) {
			// and not answered yet, which nobody waits for
		}
	}

	/**
	 * Appends a record if that needs no waiting; otherwise the record is dropped and the
	 * future fails at once.
	 */
	public CompletableFuture<RecordMetadata> offer(String topic, String key, byte @Nullable [] value) {
		return send(this.lossy, new ProducerRecord<>(topic, key, value));
	}

	private static CompletableFuture<RecordMetadata> send(Producer<String, byte[]> producer,
			ProducerRecord<String, byte[]> fact) {
		CompletableFuture<RecordMetadata> appended = new CompletableFuture<>();
		try {
			var _ = producer.send(fact, (metadata, failure) -> {
				if (failure == null) {
					appended.complete(metadata);
				}
				else {
					appended.completeExceptionally(failure);
				}
			});
		}
		catch (RuntimeException refused) {
			appended.completeExceptionally(refused);
		}
		return appended;
	}

	private static Producer<String, byte[]> producer(Map<String, Object> config, int maxBlockMillis) {
		Map<String, Object> own = new HashMap<>(config);
		own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, maxBlockMillis);
		return new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer());
	}

	/** Sends what is still buffered, then closes. */
	@Override
	public void destroy() {
		this.lossless.close();
		this.lossy.close();
	}

}
