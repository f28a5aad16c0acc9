package dev.beckon.stack;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real Kafka broker that is its own KRaft controller, with transactions at one copy of
 * everything. Topics are not created by themselves. Thread safety: for one thread at a
 * time.
 */
public interface LocalKafka extends AutoCloseable {

	/** Where clients connect, as host:port; stays the same over restarts. */
	String bootstrapServers();

	/** Ends the broker at once, as a crash would; its topics stay on disk. */
	void kill();

	/**
	 * Starts the broker again after a kill, with all it had; returns when it answers.
	 */
	void start();

	boolean isRunning();

	/**
	 * Waits until the broker answers.
	 * @throws IllegalStateException when it does not within a minute
	 */
	default void awaitAnswers() {
		Map<String, Object> configuration = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
				AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000, AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
				2_000, AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 50);
		Await.until("Kafka answers at " + bootstrapServers(), Duration.ofMinutes(1), () -> {
			try (Admin admin = Admin.create(configuration)) {
				return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
			}
			catch (InterruptedException | ExecutionException | TimeoutException notYet) {
				return false;
			}
		});
	}

	/** Stops the broker's clock: connections stay and nothing is answered. */
	void pause();

	/** Lets a paused broker go on. */
	void resume();

	/** Makes a dead or paused broker answer again. */
	default void heal() {
		resume();
		if (!isRunning()) {
			start();
		}
	}

	@Override
	void close();

}
