package dev.beckon.ingest;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.beckon.http.AnswerTimes;
import dev.beckon.profile.StorePulse;
import dev.beckon.role.Ingesting;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells the listeners' {@link Pace} every second how answers and Redis fare. */
@Ingesting
@Component
class FlowControl implements SmartLifecycle {

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private final Pace pace;

	private final AnswerTimes answers;

	private final StorePulse redis;

	private final ScheduledExecutorService scheduler = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("flow-control").daemon().factory());

	private volatile boolean running;

	FlowControl(Pace pace, AnswerTimes answers, StorePulse redis, MeterRegistry meters) {
		this.pace = pace;
		this.answers = answers;
		this.redis = redis;
		Gauge.builder("beckon.ingest.share", pace, Pace::share)
			.description("Share of its time a listener with a backlog works, 0..1; under 1 it yields")
			.register(meters);
	}

	private void look() {
		AnswerTimes.Window window = this.answers.look();
		this.pace.observe(new Pace.Period(window.answers(), window.nanosAt(0.99), this.redis.beat()));
	}

	@Override
	public void start() {
		this.running = true;
		var _ = this.scheduler.scheduleAtFixedRate(this::look, PERIOD.toMillis(), PERIOD.toMillis(),
				TimeUnit.MILLISECONDS);
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
