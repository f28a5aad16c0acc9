package dev.beckon.popularity;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.beckon.log.Background;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * The thread that publishes the ranking after changes, and saves it now and then and at
 * the end. It rests at least {@value #REST_FACTOR} times as long as ranking took, so that
 * it never costs more than a twentieth of a core.
 *
 * <p>
 * A snapshot that cannot be saved or read is logged and counted, and nothing else.
 */
final class RankingRefresh implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(RankingRefresh.class);

	private static final int REST_FACTOR = 20;

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final Popularity popularity;

	private final PopularityProperties properties;

	private final PopularityMetrics metrics;

	private final @Nullable RankingFile file;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final Thread thread = Background.thread("popularity").unstarted(this::run);

	private boolean unsaved;

	private volatile boolean running;

	/** Shows the last ranking saved to {@code file}, where there is one. */
	RankingRefresh(Popularity popularity, PopularityProperties properties, PopularityMetrics metrics,
			@Nullable RankingFile file) {
		this.popularity = popularity;
		this.properties = properties;
		this.metrics = metrics;
		this.file = file;
		load();
	}

	private void load() {
		if (this.file == null || !this.file.exists()) {
			return;
		}
		try {
			this.popularity.show(this.file.load());
			this.metrics.snapshot(PopularityMetrics.Snapshot.LOADED);
		}
		catch (IOException unreadable) {
			log.warn("The ranking in {} is not used: {}", this.file, unreadable.toString());
			this.metrics.snapshot(PopularityMetrics.Snapshot.UNREADABLE);
		}
	}

	private void run() {
		try {
			long savedNanos = System.nanoTime();
			long restNanos = 0;
			while (!this.stopped.await(restNanos, TimeUnit.NANOSECONDS)) {
				restNanos = Math.max(this.properties.refreshInterval().toNanos(), REST_FACTOR * refresh());
				if (System.nanoTime() - savedNanos >= this.properties.snapshotInterval().toNanos()) {
					save();
					savedNanos = System.nanoTime();
				}
			}
		}
		catch (InterruptedException stoppedEarly) {
			Thread.currentThread().interrupt();
		}
		refresh();
		save();
	}

	/** Publishes the ranking if it has changed; returns how long that took. */
	private long refresh() {
		long start = System.nanoTime();
		try {
			if (this.popularity.refresh()) {
				this.metrics.ranked(Duration.ofNanos(System.nanoTime() - start));
				this.unsaved = true;
			}
		}
		catch (RuntimeException bug) {
			log.error("The ranking stays as it was, on a bug", bug);
		}
		return System.nanoTime() - start;
	}

	private void save() {
		if (this.file == null || !this.unsaved || this.popularity.ranking().isEmpty()) {
			return;
		}
		try {
			this.file.save(this.popularity.ranking());
			this.unsaved = false;
			this.metrics.snapshot(PopularityMetrics.Snapshot.SAVED);
		}
		catch (IOException failure) {
			log.warn("The ranking could not be saved to {}: {}", this.file, failure.toString());
			this.metrics.snapshot(PopularityMetrics.Snapshot.FAILED);
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.thread.start();
	}

	@Override
	public void stop() {
		if (!this.running) {
			return;
		}
		this.running = false;
		this.stopped.countDown();
		try {
			this.thread.join(STOP_TIMEOUT);
		}
		catch (InterruptedException hurried) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
