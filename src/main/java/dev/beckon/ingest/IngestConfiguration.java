package dev.beckon.ingest;

import java.util.Map;
import java.util.UUID;

import dev.beckon.identity.MergeLinks;
import dev.beckon.log.Topics;
import dev.beckon.log.Traces;
import dev.beckon.profile.ProfileMarks;
import dev.beckon.profile.ProfileWrites;
import dev.beckon.role.Ingesting;
import dev.beckon.session.PastSessions;
import dev.beckon.session.SessionProperties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The two listeners, each in a group of its own, so that neither waits for the other. A
 * batch that cannot be written is tried again until it can: nothing is skipped and
 * nothing is lost.
 */
@Ingesting
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

	/** How soon new partitions are noticed. */
	private static final int METADATA_MAX_AGE_MILLIS = 5_000;

	/** Costs no time: committing sends at once whatever still waits. */
	private static final int SESSION_LINGER_MILLIS = 20;

	/** The sessions of a large batch in few requests. */
	private static final int SESSION_BATCH_BYTES = 256 << 10;

	/** Enough for a whole batch from two partitions. */
	private static final int PARTITION_FETCH_BYTES = 4 << 20;

	/** One for both listeners: they share the processors. */
	@Bean
	Pace ingestPace(IngestProperties properties) {
		return new Pace(properties.yieldAbove(), properties.leastShare());
	}

	@Bean
	ProfileBatches profileListener(IngestProperties properties, ForgottenVisitors forgotten, ProfileWrites profiles,
			ProfileMarks marks, IngestMetrics metrics, Traces traces) {
		return new ProfileBatches(properties, forgotten,
				(changes) -> traces.step("profiles write", () -> profiles.writeReachable(changes)), marks, metrics);
	}

	@Bean
	ConcurrentMessageListenerContainer<String, byte[]> profileBatches(KafkaProperties kafka,
			IngestProperties properties, ProfileBatches profileListener, Pace pace, Traces traces) {
		var containers = container(ProfileBatches.LISTENER, new PacedBatches(profileListener, pace), kafka, properties);
		containers.setBatchInterceptor(traces.following(ProfileBatches.LISTENER));
		containers.getContainerProperties().setIdleEventInterval(properties.retryDelay().toMillis());
		return containers;
	}

	@Bean
	ConcurrentMessageListenerContainer<String, byte[]> sessionBatches(KafkaProperties kafka,
			IngestProperties properties, SessionProperties sessions, PastSessions past, ForgottenVisitors forgotten,
			MergeLinks merges, KafkaTemplate<String, byte[]> sessionTransactions, IngestMetrics metrics, Pace pace,
			Traces traces) {
		SessionBatches listener = new SessionBatches(properties, sessions, past, forgotten, merges, sessionTransactions,
				metrics);
		var containers = container(SessionBatches.LISTENER, new PacedBatches(listener, pace), kafka, properties);
		containers.setBatchInterceptor(traces.following(SessionBatches.LISTENER));
		return containers;
	}

	/**
	 * Each process has transactional ids of its own; what a dead one left open ends with
	 * its timeout.
	 */
	@Bean
	DefaultKafkaProducerFactory<String, byte[]> sessionProducers(KafkaProperties kafka, IngestProperties properties) {
		Map<String, Object> config = kafka.buildProducerProperties(null);
		config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
				Math.toIntExact(properties.transactionTimeout().toMillis()));
		config.put(ProducerConfig.LINGER_MS_CONFIG, SESSION_LINGER_MILLIS);
		config.put(ProducerConfig.BATCH_SIZE_CONFIG, SESSION_BATCH_BYTES);
		var producers = new DefaultKafkaProducerFactory<>(config, new StringSerializer(), new ByteArraySerializer());
		producers.setTransactionIdPrefix("beckon-sessions-" + UUID.randomUUID() + "-");
		return producers;
	}

	@Bean
	KafkaTemplate<String, byte[]> sessionTransactions(DefaultKafkaProducerFactory<String, byte[]> sessionProducers) {
		return new KafkaTemplate<>(sessionProducers);
	}

	private static ConcurrentMessageListenerContainer<String, byte[]> container(String name, PacedBatches listener,
			KafkaProperties kafka, IngestProperties properties) {
		ContainerProperties container = new ContainerProperties(Topics.INTERACTIONS);
		container.setGroupId(ConsumerLag.groupOf(name));
		container.setAckMode(ContainerProperties.AckMode.MANUAL);
		container.setMessageListener(listener);
		container.setConsumerRebalanceListener(listener);
		container.setMissingTopicsFatal(false);
		var containers = new ConcurrentMessageListenerContainer<>(new DefaultKafkaConsumerFactory<>(
				consumerConfig(kafka, properties), new StringDeserializer(), new ByteArrayDeserializer()), container);
		containers.setConcurrency(properties.consumers());
		containers.setCommonErrorHandler(new DefaultErrorHandler(
				new FixedBackOff(properties.retryDelay().toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS)));
		return containers;
	}

	private static Map<String, Object> consumerConfig(KafkaProperties kafka, IngestProperties properties) {
		Map<String, Object> config = kafka.buildConsumerProperties(null);
		config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.pollRecords());
		config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
		config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MILLIS);
		return config;
	}

}
