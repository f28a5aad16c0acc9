package dev.beckon.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Creates the missing topics, and keeps trying while Kafka is away, so that the service
 * may start before it.
 */
@Component
@ConditionalOnBooleanProperty(name = "beckon.log.create-topics", matchIfMissing = true)
class TopicCreation implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(TopicCreation.class);

	private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

	private final Map<String, Object> adminConfig;

	private final LogProperties properties;

	private volatile boolean running;

	TopicCreation(KafkaProperties kafka, LogProperties properties) {
		this.adminConfig = kafka.buildAdminProperties(null);
		this.properties = properties;
	}

	/** The topics as Beckon wants them. */
	static List<NewTopic> topics(LogProperties properties) {
		int partitions = properties.partitions();
		short replicas = properties.replicas();
		Map<String, String> interactionsRetention = retained(properties.interactionsRetention());
		return List.of(
				new NewTopic(Topics.INTERACTIONS, partitions, replicas)
					.configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
							TopicConfig.RETENTION_MS_CONFIG, millis(properties.interactionsRetention()))),
				new NewTopic(Topics.SESSIONS, partitions, replicas).configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG,
						"compact,delete", TopicConfig.RETENTION_MS_CONFIG, millis(properties.sessionsRetention()))),
				new NewTopic(Topics.ITEMS, partitions, replicas).configs(compacted()),
				new NewTopic(Topics.IMPRESSIONS, partitions, replicas).configs(interactionsRetention),
				new NewTopic(Topics.CONTROL, 1, replicas).configs(compacted()),
				new NewTopic(Topics.PROCESSES, 1, replicas).configs(forAWhile()),
				new NewTopic(Topics.LATE, partitions, replicas).configs(retained(properties.sessionsRetention())),
				new NewTopic(Topics.DEAD_LETTERS, partitions, replicas)
					.configs(retained(properties.sessionsRetention())));
	}

	private static Map<String, String> compacted() {
		return Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
	}

	/** So short that whoever starts has little to read. */
	private static Map<String, String> forAWhile() {
		String lifetime = millis(Duration.ofMinutes(10));
		return Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime", TopicConfig.RETENTION_MS_CONFIG,
				lifetime, TopicConfig.SEGMENT_MS_CONFIG, lifetime);
	}

	private static Map<String, String> retained(Duration retention) {
		return Map.of(TopicConfig.RETENTION_MS_CONFIG, millis(retention));
	}

	private static String millis(Duration duration) {
		return Long.toString(duration.toMillis());
	}

	private void createUntilDone() {
		while (this.running) {
			try (Admin admin = Admin.create(this.adminConfig)) {
				for (var creation : admin.createTopics(topics(this.properties)).values().values()) {
					createdOrExists(creation);
				}
				return;
			}
			catch (ExecutionException | RuntimeException unavailable) {
				log.warn("Topics are not created yet: {}", unavailable.getMessage());
				LockSupport.parkNanos(RETRY_DELAY.toNanos());
			}
			catch (InterruptedException stopped) {
				return;
			}
		}
	}

	private static void createdOrExists(KafkaFuture<Void> creation) throws ExecutionException, InterruptedException {
		try {
			creation.get();
		}
		catch (ExecutionException failure) {
			if (!(failure.getCause() instanceof TopicExistsException)) {
				throw failure;
			}
		}
	}

	@Override
	public void start() {
		this.running = true;
		Thread.ofVirtual().name("topic-creation").start(this::createUntilDone);
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before the listeners, which want the topics to be there. */
	@Override
	public int getPhase() {
		return 0;
	}

}
