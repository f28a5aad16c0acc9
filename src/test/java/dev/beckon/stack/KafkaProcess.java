package dev.beckon.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * The broker that spring-kafka-test brings along, in a JVM of its own. Within this JVM it
 * could not be killed or paused, would take heap from what is measured, and would come
 * back on another port.
 */
final class KafkaProcess implements LocalKafka {

	private static final int NODE_ID = 1;

	/** Up quickly, at the cost of speed later. */
	private static final List<String> SMALL = List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

	/**
	 * As a broker in production: fast once it is warm, and its compiler takes nothing
	 * from a service that would be on another machine.
	 */
	private static final List<String> ROOMY = Stream
		.concat(Stream.of("-Xmx768m", "-XX:+UseSerialGC"), ApplicationProcess.PATIENT_COMPILER.stream())
		.toList();

	private final Path directory;

	private final boolean roomy;

	private final int port;

	private @Nullable ChildProcess broker;

	KafkaProcess(Path directory, boolean roomy) {
		this.directory = directory;
		this.roomy = roomy;
		this.port = FreePorts.next();
		int controllerPort = FreePorts.next();
		try {
			Files.createDirectories(directory);
			Files.writeString(directory.resolve("server.properties"), properties(controllerPort));
			Files.writeString(directory.resolve("logback.xml"), LOGGING);
			format();
		}
		catch (Exception ex) {
			throw new IllegalStateException("no storage for Kafka", ex);
		}
		launch();
	}

	private void format() throws Exception {
		String topics = topics().toString();
		new Formatter().setClusterId(Uuid.randomUuid().toString())
			.setNodeId(NODE_ID)
			.addDirectory(topics)
			.setMetadataLogDirectory(topics)
			.setReleaseVersion(MetadataVersion.latestProduction())
			.setControllerListenerName("CONTROLLER")
			.setPrintStream(
					new PrintStream(OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8))
			.run();
	}

	private Path topics() {
		return this.directory.resolve("topics");
	}

	/** One copy of everything, no waiting for more consumers, small buffers. */
	private String properties(int controllerPort) {
		return """
				process.roles=broker,controller
				node.id=%1$d
				controller.quorum.voters=%1$d@127.0.0.1:%3$d
				controller.listener.names=CONTROLLER
				listeners=PLAINTEXT://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d
				advertised.listeners=PLAINTEXT://127.0.0.1:%2$d
				listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
				log.dirs=%4$s
				auto.create.topics.enable=false
				offsets.topic.replication.factor=1
				offsets.topic.num.partitions=4
				transaction.state.log.replication.factor=1
				transaction.state.log.min.isr=1
				transaction.state.log.num.partitions=4
				group.initial.rebalance.delay.ms=0
				broker.session.timeout.ms=4000
				broker.heartbeat.interval.ms=500
				log.segment.bytes=67108864
				log.index.size.max.bytes=1048576
				log.cleaner.dedupe.buffer.size=4194304
				log.cleaner.io.max.bytes.per.second=4194304
				""".formatted(NODE_ID, this.port, controllerPort, topics());
	}

	private static final String LOGGING = """
			<configuration>
				<appender name="console" class="ch.qos.logback.core.ConsoleAppender">
					<encoder><pattern>%d %-5level %logger{20} %msg%n</pattern></encoder>
				</appender>
				<root level="WARN"><appender-ref ref="console"/></root>
			</configuration>
			""";

	private void launch() {
		String java = ProcessHandle.current().info().command().orElse("java");
		List<String> command = new ArrayList<>(List.of(java, "-Xshare:auto"));
		command.addAll(this.roomy ? ROOMY : SMALL);
		command.addAll(List.of("-Dlogback.configurationFile=" + this.directory.resolve("logback.xml"), "-cp",
				System.getProperty("java.class.path"), "kafka.Kafka",
				this.directory.resolve("server.properties").toString()));
		Path log = this.directory.resolve("kafka.log");
		this.broker = this.roomy ? ChildProcess.startBeside(log, command) : ChildProcess.start(log, command);
		awaitAnswers();
	}

	@Override
	public String bootstrapServers() {
		return "127.0.0.1:" + this.port;
	}

	@Override
	public void kill() {
		if (this.broker != null) {
			this.broker.kill();
		}
	}

	@Override
	public void start() {
		if (!isRunning()) {
			launch();
		}
	}

	@Override
	public boolean isRunning() {
		return this.broker != null && this.broker.isAlive();
	}

	@Override
	public void pause() {
		if (this.broker != null) {
			this.broker.signal("STOP");
		}
	}

	@Override
	public void resume() {
		if (this.broker != null) {
			this.broker.signal("CONT");
		}
	}

	/** Nothing is kept, so there is nothing to wait for. */
	@Override
	public void close() {
		kill();
	}

}
