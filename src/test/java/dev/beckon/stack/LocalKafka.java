package dev.beckon.stack;

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
