package dev.beckon.ops;

import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.log.TopicWriter;
import dev.beckon.log.Topics;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Tells the other processes how the breakers of this one stand: every few seconds, while
 * Kafka takes it, and for the last time when it stops.
 */
final class Heartbeat implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

	private final ProcessIdentity identity;

	private final CircuitBreakerRegistry breakers;

	private final TopicWriter writer;

	private final ObjectMapper json;

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("heartbeat").daemon().factory());

	private volatile boolean running;

	Heartbeat(ProcessIdentity identity, CircuitBreakerRegistry breakers, TopicWriter writer, ObjectMapper json) {
		this.identity = identity;
		this.breakers = breakers;
		this.writer = writer;
		this.json = json;
	}

	/** How this process stands now. */
	ProcessReport report() {
		return new ProcessReport(this.identity.name(), this.identity.role(),
				this.breakers.getAllCircuitBreakers()
					.stream()
					.map(BreakerState::of)
					.sorted(Comparator.comparing(BreakerState::name))
					.toList());
	}

	private void beat() {
		try {
			var _ = this.writer.offer(Topics.PROCESSES, this.identity.name(), this.json.writeValueAsBytes(report()));
		}
		catch (JsonProcessingException | RuntimeException bug) {
			log.error("The other processes are told nothing of this one", bug);
		}
	}

	@Override
	public void start() {
		this.running = true;
		Duration period = this.identity.heartbeat();
		var _ = this.scheduler.scheduleWithFixedDelay(this::beat, 0, period.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		this.running = false;
		this.scheduler.shutdownNow();
		var _ = this.writer.offer(Topics.PROCESSES, this.identity.name(), null);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
