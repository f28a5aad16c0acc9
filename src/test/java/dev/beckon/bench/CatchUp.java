package dev.beckon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import dev.beckon.oracle.Difference;
import dev.beckon.oracle.LogOracle;
import dev.beckon.oracle.ProfileOracle;
import dev.beckon.oracle.SessionOracle;
import dev.beckon.profile.StoredProfiles;
import dev.beckon.stack.LocalStack;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import org.apache.kafka.common.TopicPartition;

/** One service, stopped while a log is filled, that then catches up. */
final class CatchUp {

	static final int VISITORS = 400_000;

	static final int WARM_UP = Integer.getInteger("warm-up", 600_000);

	private static final int ITEMS = 50_000;

	private static final double EVENTS_PER_SECOND = 35;

	private static final Duration LATENESS = Duration.ofHours(24);

	private final LocalStack stack;

	private final String role;

	private final int partitions;

	private final int consumers;

	CatchUp(LocalStack stack, String role, int partitions, int consumers) {
		this.stack = stack;
		this.role = role;
		this.partitions = partitions;
		this.consumers = consumers;
	}

	/** A log that ends about now, once it has had its warm-up and so many events. */
	static Traffic log(long seed, int events) {
		long start = System.currentTimeMillis() - (long) ((events + WARM_UP) / EVENTS_PER_SECOND * 1_000);
		return new Traffic(seed, VISITORS, ITEMS, start, EVENTS_PER_SECOND);
	}

	/** Lets a service catch up with that many events, and returns what was seen. */
	Map<String, Object> run(long seed, int events) throws Exception {
		Traffic log = log(seed, events);
		Map<String, Object> figures;
		Map<TopicPartition, Long> middle;
		Map<TopicPartition, Long> ends;
		try (BenchService service = BenchService.start(this.stack, this.partitions, this.consumers,
				List.of("--beckon.role=" + this.role))) {
			service.fold(log, WARM_UP);
			service.stopListening();
			middle = service.ends();
			Filling.append(log, events, this.stack.kafka().bootstrapServers());
			ends = service.ends();
			figures = measured(service, events);
		}
		double raw = raw(middle, ends);
		figures.put("raw_consumer_events_per_s", Math.round(raw));
		figures.put("ratio_to_raw", round(((Number) figures.getOrDefault("events_per_s", 0)).doubleValue() / raw));
		return figures;
	}

	private Map<String, Object> measured(BenchService service, int events) throws Exception {
		Usage before = Usage.now(this.stack.redis());
		Recording recording = record();
		service.listen();
		Map<String, Double> seconds = service.awaitFolded();
		Usage used = Usage.now(this.stack.redis()).minus(before);
		stop(recording);
		double slower = seconds.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("events", events);
		figures.put("events_per_s", Math.round(events / slower));
		seconds.forEach((group, taken) -> figures.put(group.substring("beckon-".length()) + "_events_per_s",
				Math.round(events / taken)));
		figures.put("redis_commands_per_event", round(used.redisCommands() / (double) events));
		figures.put("cpu_s_per_million_events", perMillion(used.serviceCpu(), events));
		figures.put("broker_cpu_s_per_million_events", perMillion(used.brokerCpu(), events));
		figures.put("redis_cpu_s_per_million_events", perMillion(used.redisCpu(), events));
		figures.put("replica_acked", service.unreplicated() == 0);
		return figures;
	}

	private static double perMillion(Duration cpu, int events) {
		return round(cpu.toMillis() * 1e3 / events);
	}

	private static double round(double figure) {
		return Math.round(figure * 1e3) / 1e3;
	}

	private double raw(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends)
			throws InterruptedException, ExecutionException {
		Map<String, Object> config = Map.of("bootstrap.servers", this.stack.kafka().bootstrapServers(),
				"isolation.level", "read_committed", "max.poll.records", 20_000, "max.partition.fetch.bytes", 4 << 20);
		return new RawConsumers(config, this.consumers, starts, ends).eventsPerSecond();
	}

	/** What an oracle finds, once the service is gone. */
	Map<String, Object> compare() {
		String kafka = this.stack.kafka().bootstrapServers();
		LogOracle log = LogOracle.of(kafka, LATENESS);
		StoredProfiles stored = StoredProfiles.read(this.stack.redis().nodes().getFirst().address());
		Difference profiles = ProfileOracle.compare(log, stored);
		Difference sessions = SessionOracle.compare(log, kafka);
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("profiles", stored.visitors().size());
		figures.put("bytes_per_profile_p50", stored.bytesAt(50));
		figures.put("bytes_per_profile_p99", stored.bytesAt(99));
		figures.put("late", log.late());
		figures.put("malformed", log.unreadable());
		figures.put("lost", profiles.lost());
		figures.put("double_counted", profiles.doubleCounted());
		figures.put("sessions_lost", sessions.lost());
		figures.put("sessions_double_counted", sessions.doubleCounted());
		return figures;
	}

	private static Recording record() throws Exception {
		Recording recording = new Recording(Configuration.getConfiguration("profile"));
		if (Boolean.getBoolean("jfr")) {
			recording.start();
		}
		return recording;
	}

	private static void stop(Recording recording) throws IOException {
		if (Boolean.getBoolean("jfr")) {
			Path file = Path.of("target", "bench", "ingest.jfr");
			Files.createDirectories(file.getParent());
			recording.dump(file);
		}
		recording.close();
	}

}
