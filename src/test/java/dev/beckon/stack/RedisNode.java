package dev.beckon.stack;

import java.time.Duration;
import java.util.function.Function;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;

/**
 * One node of the local Redis Cluster, dead or alive.
 *
 * <p>
 * A node that is killed and started again remembers the cluster but not its keys: it
 * comes back as a replica where its replica took over, and as an empty primary where it
 * was faster than that.
 */
public final class RedisNode {

	private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(1);

	private final int port;

	private final RedisHost host;

	private final RedisClient client;

	private final Runnable disturbance;

	RedisNode(int port, RedisHost host, RedisClient client, Runnable disturbance) {
		this.port = port;
		this.host = host;
		this.client = client;
		this.disturbance = disturbance;
	}

	public int port() {
		return this.port;
	}

	/** The node as host:port. */
	public String address() {
		return "127.0.0.1:" + this.port;
	}

	public boolean isRunning() {
		return this.host.isRunning(this.port);
	}

	/** Ends the node with kill -9; it is gone on return. */
	public void kill() {
		this.disturbance.run();
		this.host.kill(this.port);
	}

	/** Starts the node again after a kill. */
	public void start() {
		if (!isRunning()) {
			this.host.start(this.port, true);
		}
	}

	/**
	 * Stops the node's clock with SIGSTOP: it holds its connections and answers nothing.
	 */
	public void pause() {
		this.disturbance.run();
		this.host.signal(this.port, "STOP");
	}

	/** Lets a paused node go on. */
	public void resume() {
		this.host.signal(this.port, "CONT");
	}

	/**
	 * Asks this very node, over a connection of its own.
	 * @throws io.lettuce.core.RedisException when the node does not answer within a
	 * second
	 */
	public <T> T ask(Function<RedisCommands<String, String>, T> command) {
		RedisURI uri = RedisURI.builder()
			.withHost("127.0.0.1")
			.withPort(this.port)
			.withTimeout(COMMAND_TIMEOUT)
			.build();
		try (var connection = this.client.connect(uri)) {
			return command.apply(connection.sync());
		}
	}

	boolean isPrimary() {
		return ask((redis) -> redis.info("replication")).contains("role:master");
	}

	/**
	 * Whether this node knows six healthy nodes, a server for every slot, and is in sync.
	 */
	boolean isHealthy(int nodes) {
		String cluster = ask(RedisCommands::clusterInfo);
		String replication = ask((redis) -> redis.info("replication"));
		boolean isSynchronized = replication.contains("role:slave") ? replication.contains("master_link_status:up")
				: replication.contains("connected_slaves:1") && replication.contains("state=online");
		return isSynchronized && cluster.contains("cluster_state:ok") && cluster.contains("cluster_slots_ok:16384")
				&& cluster.contains("cluster_known_nodes:" + nodes)
				&& ask(RedisCommands::clusterNodes).lines().noneMatch((line) -> line.contains("fail"));
	}

	@Override
	public String toString() {
		return address();
	}

}
