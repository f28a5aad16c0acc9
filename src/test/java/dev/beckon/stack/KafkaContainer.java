package dev.beckon.stack;

import java.util.List;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.utility.DockerImageName;

/** The broker of Apache Kafka's own image. */
final class KafkaContainer implements LocalKafka {

	private static final DockerImageName IMAGE = DockerImageName.parse("apache/kafka:3.9.1");

	private static final int INNER_PORT = 9092;

	private final org.testcontainers.kafka.KafkaContainer container = new org.testcontainers.kafka.KafkaContainer(IMAGE)
		.withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
		.withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4")
		.withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "4")
		.withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
		.withEnv("KAFKA_HEAP_OPTS", "-Xmx320m");

	/** With a port of our choosing: one of Docker's choosing changes with each start. */
	KafkaContainer() {
		this.container.setPortBindings(List.of(FreePorts.next() + ":" + INNER_PORT));
		this.container.start();
	}

	@Override
	public String bootstrapServers() {
		return this.container.getBootstrapServers();
	}

	@Override
	public void kill() {
		docker().killContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void start() {
		if (!isRunning()) {
			docker().startContainerCmd(this.container.getContainerId()).exec();
			awaitAnswers();
		}
	}

	@Override
	public boolean isRunning() {
		return this.container.isRunning();
	}

	@Override
	public void pause() {
		docker().pauseContainerCmd(this.container.getContainerId()).exec();
	}

	@Override
	public void resume() {
		var state = docker().inspectContainerCmd(this.container.getContainerId()).exec().getState();
		if (Boolean.TRUE.equals(state.getPaused())) {
			docker().unpauseContainerCmd(this.container.getContainerId()).exec();
		}
	}

	private DockerClient docker() {
		return this.container.getDockerClient();
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
