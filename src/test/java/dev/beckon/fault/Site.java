package dev.beckon.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.beckon.stack.LocalKafka;
import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.RedisNode;
import dev.beckon.stack.ServiceProcess;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * All that can be broken: a broker, a Redis Cluster, the service as a process, and now
 * and then a second process that only ingests. Thread safety: for one thread at a time.
 */
final class Site implements AutoCloseable {

	private final LocalStack stack = LocalStack.startRoomy();

	private final Path directory;

	private final SmallDisk disk;

	private final ServiceProcess service;

	private final Random random;

	private @Nullable ServiceProcess second;

	Site(Random random) {
		this.random = random;
		try {
			this.directory = Files.createTempDirectory("beckon-faults-");
		}
		catch (IOException full) {
			throw new UncheckedIOException(full);
		}
		this.disk = SmallDisk.mount(this.directory.resolve("disk"));
		this.service = ServiceProcess.start(this.directory.resolve("service.log"), properties("all"));
		this.service.awaitReady();
	}

	private Map<String, String> properties(String role) {
		Map<String, String> properties = new HashMap<>(this.stack.properties());
		properties.put("beckon.role", role);
		properties.put("beckon.snapshot-dir", this.disk.directory().toString());
		properties.put("beckon.popularity.snapshot-interval", "2s");
		properties.put("beckon.ingest.consumers", "2");
		return properties;
	}

	LocalRedis redis() {
		return this.stack.redis();
	}

	LocalKafka kafka() {
		return this.stack.kafka();
	}

	ServiceProcess service() {
		return this.service;
	}

	SmallDisk disk() {
		return this.disk;
	}

	Random random() {
		return this.random;
	}

	/** Any of the three primaries. */
	RedisNode anyPrimary() {
		return redis().primaries().get(this.random.nextInt(3));
	}

	/**
	 * A second process that takes over some of the partitions, ready and with its share.
	 */
	ServiceProcess second() {
		ServiceProcess running = this.second;
		if (running == null) {
			running = ServiceProcess.start(this.directory.resolve("second.log"), properties("ingest"));
			this.second = running;
		}
		running.restart();
		running.awaitReady();
		return running;
	}

	void endSecond() {
		if (this.second != null) {
			this.second.close();
		}
		this.second = null;
	}

	/** Does something on the broker. */
	<T> T admin(AdminCall<T> call) {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka().bootstrapServers()))) {
			return call.on(admin);
		}
		catch (ExecutionException | TimeoutException failed) {
			throw new IllegalStateException(failed);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

	/** Where each partition of a topic ends. */
	Map<TopicPartition, Long> ends(String topic) {
		return admin((admin) -> {
			Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
			admin.describeTopics(List.of(topic))
				.allTopicNames()
				.get()
				.forEach((name, described) -> described.partitions()
					.forEach((info) -> latest.put(new TopicPartition(name, info.partition()), OffsetSpec.latest())));
			Map<TopicPartition, Long> ends = new HashMap<>();
			admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
			return ends;
		});
	}

	/** Partitions that hold anything. */
	long partitionsInUse(String topic) {
		return ends(topic).values().stream().filter((end) -> end > 0).count();
	}

	/** Something that an administrator asks of the broker. */
	interface AdminCall<T> {

		T on(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;

	}

	KafkaProducer<String, byte[]> producer() {
		return new KafkaProducer<>(Map.of("bootstrap.servers", kafka().bootstrapServers()), new StringSerializer(),
				new ByteArraySerializer());
	}

	/** Lets whatever is broken stay so for a while. */
	static void last(Duration duration) {
		try {
			TimeUnit.NANOSECONDS.sleep(duration.toNanos());
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

	/** Everything is up again, if it can be; nothing is formed anew that need not be. */
	void heal() {
		this.stack.heal();
		this.service.resume();
		this.service.restart();
		this.disk.free();
	}

	@Override
	public void close() {
		endSecond();
		this.service.close();
		this.stack.close();
		this.disk.close();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

}
