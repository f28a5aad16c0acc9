package dev.beckon.ingest;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;

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
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The two listeners and their containers. A batch that cannot be written is tried again
 * until it can: nothing is skipped and nothing is lost. Neither group waits for the
 * other.
 */
@Ingesting
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

	@Bean
	SessionBatches sessionBatches(IngestProperties ingest, SessionProperties sessions, PastSessions past,
			ForgottenVisitors forgotten, KafkaTemplate<String, byte[]> sessionTransactions, IngestMetrics metrics) {
		return new SessionBatches(ingest, sessions, past, forgotten, sessionTransactions, metrics);
	}

	@Bean
	ConcurrentKafkaListenerContainerFactory<String, byte[]> sessionContainers(KafkaProperties kafka,
			IngestProperties properties, SessionBatches listener) {
		return containers(kafka, properties, listener);
	}

	/**
	 * Each process has transactional ids of its own; what a dead one left open ends with
	 * its timeout.
	 */
	@Bean
	KafkaTemplate<String, byte[]> sessionTransactions(KafkaProperties kafka, IngestProperties properties) {
		Map<String, Object> config = kafka.buildProducerProperties(null);
		config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
				Math.toIntExact(properties.transactionTimeout().toMillis()));
		config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
		var producers = new DefaultKafkaProducerFactory<>(config, new StringSerializer(), new ByteArraySerializer());
		producers.setTransactionIdPrefix("beckon-sessions-" + UUID.randomUUID() + "-");
		return new KafkaTemplate<>(producers);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	private static ConcurrentKafkaListenerContainerFactory<String, byte[]> containers(KafkaProperties kafka,
			IngestProperties properties, ConsumerAwareRebalanceListener rebalances) {
		Map<String, Object> config = kafka.buildConsumerProperties(null);
		config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
		config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
		config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.pollRecords());
		config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
		config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
		var containers = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
		containers.setConsumerFactory(
				new DefaultKafkaConsumerFactory<>(config, new StringDeserializer(), new ByteArrayDeserializer()));
		containers.setBatchListener(true);
		containers.setConcurrency(properties.consumers());
		containers.setCommonErrorHandler(new DefaultErrorHandler(
				new FixedBackOff(properties.retryDelay().toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS)));
		ContainerProperties container = containers.getContainerProperties();
		container.setAckMode(ContainerProperties.AckMode.MANUAL);
		container.setConsumerRebalanceListener(rebalances);
		container.setMissingTopicsFatal(false);
		return containers;
	}

}
