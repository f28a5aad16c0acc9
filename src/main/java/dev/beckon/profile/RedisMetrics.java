package dev.beckon.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

import org.springframework.context.SmartLifecycle;

/**
 * What Redis says of its memory, per shard. Asked every few seconds off the hot paths; a
 * shard that does not answer has no figures.
 */
final class RedisMetrics implements SmartLifecycle {

	private static final Duration PERIOD = Duration.ofSeconds(5);

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private final RedisCluster redis;

	private final MultiGauge evictions;

	private final MultiGauge used;

	private final MultiGauge max;

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("redis-metrics").daemon().factory());

	private volatile boolean running;

	RedisMetrics(RedisCluster redis, MeterRegistry meters) {
		this.redis = redis;
		this.evictions = MultiGauge.builder("beckon.redis.evictions")
			.description("Keys evicted since the primary's start; any means memory is too small")
			.register(meters);
		this.used = MultiGauge.builder("beckon.redis.memory.used")
			.description("Memory the primary uses")
			.baseUnit("bytes")
			.register(meters);
		this.max = MultiGauge.builder("beckon.redis.memory.max")
			.description("Memory the primary may use before it evicts; 0 for no limit")
			.baseUnit("bytes")
			.register(meters);
	}

	/** Asks every shard once. */
	void look() {
		List<Row<?>> evictionRows = new ArrayList<>();
		List<Row<?>> usedRows = new ArrayList<>();
		List<Row<?>> maxRows = new ArrayList<>();
		List<String> primaries = this.redis.shards().primaryIds();
		for (int shard = 0; shard < primaries.size(); shard++) {
			String info = info(primaries.get(shard));
			Tags tags = Tags.of("shard", Shards.name(shard));
			if (!info.isEmpty()) {
				evictionRows.add(Row.of(tags, number(info, "evicted_keys")));
				usedRows.add(Row.of(tags, number(info, "used_memory")));
				maxRows.add(Row.of(tags, number(info, "maxmemory")));
			}
		}
		this.evictions.register(evictionRows, true);
		this.used.register(usedRows, true);
		this.max.register(maxRows, true);
	}

	private String info(String nodeId) {
		RedisCluster.Lines lines = this.redis.lines();
		if (lines == null) {
			return "";
		}
		try {
			return lines.primaryReads()
				.getConnectionAsync(nodeId)
				.thenCompose((line) -> line.async().info().toCompletableFuture())
				.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException | RedisException unavailable) {
			return "";
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			return "";
		}
	}

	/** A figure of INFO's {@code name:value} lines; 0 when it is not there. */
	static long number(String info, String name) {
		String field = name + ":";
		return info.lines()
			.filter((line) -> line.startsWith(field))
			.mapToLong((line) -> Long.parseLong(line.substring(field.length()).strip()))
			.findFirst()
			.orElse(0);
	}

	@Override
	public void start() {
		this.running = true;
		var _ = this.scheduler.scheduleWithFixedDelay(this::look, 1_000, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		this.running = false;
		this.scheduler.shutdownNow();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
