package dev.beckon.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.beckon.log.Topics;
import dev.beckon.role.Ingesting;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * How far the two groups are behind, in records and in seconds of event time: asked of
 * Kafka and not of the listeners, so that the lag of one that hangs is seen to grow.
 */
@Ingesting
@Component
class ConsumerLag implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(ConsumerLag.class);

	private static final Duration PERIOD = Duration.ofSeconds(2);

	private static final int TIMEOUT_MILLIS = 2_000;

	private static final List<String> LISTENERS = List.of(ProfileBatches.LISTENER, SessionBatches.LISTENER);

	private final Map<String, Lag> lags = new ConcurrentHashMap<>();

	private final Map<String, Object> adminConfig;

	private final InstantSource clock = InstantSource.system();

	private @Nullable Thread thread;

	/**
	 * One group's lag.
	 *
	 * @param records records not consumed yet
	 * @param seconds event time between the last consumed interaction and now, while
	 * there are any
	 */
	record Lag(long records, double seconds) {

		static final Lag NONE = new Lag(0, 0);

	}

	ConsumerLag(KafkaProperties kafka, MeterRegistry meters) {
		this.adminConfig = new HashMap<>(kafka.buildAdminProperties(null));
		this.adminConfig.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
		this.adminConfig.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
		for (String listener : LISTENERS) {
			Gauge.builder("beckon.consumer.lag.records", () -> of(listener).records())
				.description("Interactions the group has not consumed yet, over all processes")
				.tag("listener", listener)
				.register(meters);
			Gauge.builder("beckon.consumer.lag.seconds", () -> of(listener).seconds())
				.description("Age by event time of the group's oldest watermark that has interactions behind it")
				.tag("listener", listener)
				.register(meters);
		}
	}

	Lag of(String listener) {
		return this.lags.getOrDefault(listener, Lag.NONE);
	}

	private void watch() {
		try (Admin admin = Admin.create(this.adminConfig)) {
			while (!Thread.currentThread().isInterrupted()) {
				LISTENERS.forEach((listener) -> measure(admin, listener));
				TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
			}
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

	private void measure(Admin admin, String listener) {
		try {
			Map<TopicPartition, @Nullable OffsetAndMetadata> committed = new HashMap<>(
					admin.listConsumerGroupOffsets(groupOf(listener)).partitionsToOffsetAndMetadata().get());
			committed.keySet().removeIf((partition) -> !partition.topic().equals(Topics.INTERACTIONS));
			Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
			committed.keySet().forEach((partition) -> latest.put(partition, OffsetSpec.latest()));
			Lag lag = Lag.NONE;
			for (var end : admin.listOffsets(latest).all().get().entrySet()) {
				lag = plus(lag, committed.get(end.getKey()), end.getValue().offset());
			}
			this.lags.put(listener, lag);
		}
		catch (ExecutionException unavailable) {
			log.debug("The lag of {} is not known", listener, unavailable);
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

	private Lag plus(Lag lag, @Nullable OffsetAndMetadata committed, long end) {
		if (committed == null || committed.offset() >= end) {
			return lag;
		}
		Watermark watermark = Watermark.ofMetadata(committed.metadata());
		double seconds = watermark.equals(Watermark.NONE) ? 0 : (this.clock.millis() - watermark.millis()) / 1e3;
		return new Lag(lag.records() + end - committed.offset(), Math.max(lag.seconds(), seconds));
	}

	static String groupOf(String listener) {
		return "beckon-" + listener;
	}

	@Override
	public void start() {
		Thread watching = Thread.ofVirtual().name("consumer-lag").unstarted(this::watch);
		this.thread = watching;
		watching.start();
	}

	@Override
	public void stop() {
		Thread watching = this.thread;
		if (watching != null) {
			watching.interrupt();
		}
		this.thread = null;
	}

	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

}
