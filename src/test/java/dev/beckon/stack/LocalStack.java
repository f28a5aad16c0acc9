package dev.beckon.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/**
 * A real Kafka and a real Redis Cluster for this JVM: in containers where a Docker engine
 * answers, and as plain processes otherwise. {@code -Dbeckon.stack=embedded} or
 * {@code docker}, or the environment variable {@code BECKON_STACK}, chooses.
 */
public final class LocalStack implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(LocalStack.class);

	private static final String ANY = "any";

	private static @Nullable LocalStack shared;

	private final Path directory;

	private final LocalKafka kafka;

	private final LocalRedis redis;

	private final Thread closing = new Thread(this::close, "local-stack-close");

	private LocalStack(Path directory, LocalKafka kafka, LocalRedis redis) {
		this.directory = directory;
		this.kafka = kafka;
		this.redis = redis;
	}

	/** Starts a stack that its caller closes; takes about four seconds. */
	public static LocalStack start() {
		return start(Size.SMALL);
	}

	/**
	 * Starts a stack to measure with, where nothing is evicted and the broker may get
	 * warm.
	 */
	public static LocalStack startRoomy() {
		LocalStack stack = start(Size.ROOMY);
		stack.redis.configure("maxmemory", "0");
		return stack;
	}

	/** How much the servers may take, and whether it is theirs alone. */
	private enum Size {

		SMALL, ROOMY

	}

	private static LocalStack start(Size size) {
		String property = System.getProperty("beckon.stack", ANY);
		String chosen = property.equals(ANY) ? System.getenv().getOrDefault("BECKON_STACK", ANY) : property;
		return switch (chosen) {
			case "docker" -> start(true, size);
			case "embedded" -> start(false, size);
			default -> startAny(size);
		};
	}

	private static LocalStack startAny(Size size) {
		if (DockerClientFactory.instance().isDockerAvailable()) {
			try {
				return start(true, size);
			}
			catch (RuntimeException noImages) {
				log.warn("The Docker engine answers but cannot run Kafka and Redis; plain processes will", noImages);
			}
		}
		return start(false, size);
	}

	private static LocalStack start(boolean docker, Size size) {
		Path directory = temporaryDirectory();
		List<Integer> ports = LocalRedis.freePorts();
		var redis = CompletableFuture.supplyAsync(() -> startRedis(directory, ports, docker, size));
		try {
			LocalKafka kafka = docker ? new KafkaContainer()
					: new KafkaProcess(directory.resolve("kafka"), size == Size.ROOMY);
			return new LocalStack(directory, kafka, redis.join());
		}
		catch (RuntimeException failed) {
			redis.thenAccept(LocalRedis::close).exceptionally((alsoFailed) -> null).join();
			delete(directory);
			throw failed;
		}
	}

	private static LocalRedis startRedis(Path directory, List<Integer> ports, boolean docker, Size size) {
		LocalRedis redis = new LocalRedis(
				docker ? new RedisContainer(ports) : new RedisProcesses(directory, size == Size.ROOMY), ports);
		redis.form();
		return redis;
	}

	private static Path temporaryDirectory() {
		try {
			return Files.createTempDirectory("beckon-stack-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The stack all tests of this JVM share. It ends with the JVM.
	 */
	public static synchronized LocalStack shared() {
		if (shared == null) {
			shared = start();
			shared.closeWithJvm();
		}
		return shared;
	}

	private void closeWithJvm() {
		Runtime.getRuntime().addShutdownHook(this.closing);
	}

	/**
	 * Has the stack end with the JVM, but after every Spring context of it: hooks of the
	 * JVM run side by side, and a service stops in peace only while its stack is up.
	 */
	public void closeAfterSpring() {
		Runtime.getRuntime().removeShutdownHook(this.closing);
		SpringApplication.getShutdownHandlers().add(this.closing);
	}

	public LocalKafka kafka() {
		return this.kafka;
	}

	public LocalRedis redis() {
		return this.redis;
	}

	/**
	 * What a service needs to know of this stack, with a snapshot directory of its own.
	 * Its keys are those that anybody knows, and have no limits: load is what they are
	 * for.
	 */
	public Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put("spring.kafka.bootstrap-servers", this.kafka.bootstrapServers());
		properties.put("beckon.redis.nodes", this.redis.addresses());
		properties.put("beckon.access.local-keys", "true");
		properties.put("beckon.access.key-rate", "1000000");
		properties.put("beckon.access.visitor-rate", "1000000000");
		properties.put("beckon.snapshot-dir", snapshotDirectory().toString());
		return properties;
	}

	private Path snapshotDirectory() {
		try {
			return Files.createTempDirectory(this.directory, "snapshots-");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Brings back whatever was killed, paused or reconfigured. */
	public void heal() {
		this.kafka.heal();
		this.redis.heal();
	}

	@Override
	public void close() {
		this.kafka.close();
		this.redis.close();
		delete(this.directory);
	}

	private static void delete(Path directory) {
		try {
			FileSystemUtils.deleteRecursively(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
