package dev.beckon.profile;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisException;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.event.ClusterTopologyChangedEvent;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * The way to the Redis Cluster. Connects in the background for as long as it takes, so
 * that the service may start first; from then on follows the cluster through failovers
 * and total loss by itself.
 *
 * <p>
 * A command to a node that is not connected fails at once instead of waiting for it.
 * Thread safety: safe.
 */
final class RedisCluster implements SmartLifecycle {

	/**
	 * Connections of their own for writes, which wait for replicas, and for reads, which
	 * must not queue behind them.
	 */
	record Lines(StatefulRedisClusterConnection<byte[], byte[]> writes,
			StatefulRedisClusterConnection<byte[], byte[]> primaryReads,
			StatefulRedisClusterConnection<byte[], byte[]> replicaReads) {
	}

	private static final Logger log = LoggerFactory.getLogger(RedisCluster.class);

	private static final Duration RETRY_DELAY = Duration.ofMillis(500);

	/** Commands one node may owe before further ones are refused. */
	private static final int MAX_PENDING = 50_000;

	private final ClientResources resources;

	private final RedisClusterClient client;

	private final Consumer<Shards> listener;

	private volatile @Nullable Lines lines;

	private volatile Shards shards = Shards.NONE;

	private volatile boolean running;

	/**
	 * Prepares the way; {@link #start()} takes it.
	 * @param listener is told of the shards each time they change
	 */
	RedisCluster(RedisProperties properties, Consumer<Shards> listener) {
		this.listener = listener;
		this.resources = ClientResources.builder()
			.reconnectDelay(Delay.exponential(Duration.ofMillis(20), Duration.ofMillis(500), 2, TimeUnit.MILLISECONDS))
			.build();
		this.client = RedisClusterClient.create(this.resources, properties.uris());
		this.client.setOptions(options(properties));
		this.resources.eventBus()
			.get()
			.filter(ClusterTopologyChangedEvent.class::isInstance)
			.subscribe((changed) -> lookAtShards());
	}

	/**
	 * No timer per command: whoever waits knows how long, and a WAIT for replicas may
	 * rightly take longer than anything else.
	 */
	private static ClusterClientOptions options(RedisProperties properties) {
		var refresh = ClusterTopologyRefreshOptions.builder()
			.enablePeriodicRefresh(properties.topologyRefresh())
			.enableAllAdaptiveRefreshTriggers()
			.adaptiveRefreshTriggersTimeout(Duration.ofMillis(500))
			.refreshTriggersReconnectAttempts(1)
			.build();
		var socket = SocketOptions.builder().connectTimeout(properties.connectTimeout()).keepAlive(true).build();
		return ClusterClientOptions.builder()
			.topologyRefreshOptions(refresh)
			.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
			.requestQueueSize(MAX_PENDING)
			.timeoutOptions(TimeoutOptions.create())
			.socketOptions(socket)
			.build();
	}

	/** The connections, or null until the cluster was first reached. */
	@Nullable Lines lines() {
		return this.lines;
	}

	Shards shards() {
		return this.shards;
	}

	/** The id of the primary that serves a key, or null while none is known. */
	@Nullable String primaryOf(byte[] key) {
		RedisClusterNode node = (this.lines == null) ? null
				: this.client.getPartitions().getMasterBySlot(SlotHash.getSlot(key));
		return (node == null) ? null : node.getNodeId();
	}

	/** The connection to one node that writes go by. */
	CompletableFuture<StatefulRedisConnection<byte[], byte[]>> writeLine(String nodeId) {
		Lines open = this.lines;
		return (open == null) ? CompletableFuture.failedFuture(new RedisException("not connected yet"))
				: open.writes().getConnectionAsync(nodeId);
	}

	/** Looks again who serves what; when nobody says in time, it stays as it was. */
	void refresh(Deadline deadline) {
		if (this.lines == null) {
			return;
		}
		try {
			this.client.refreshPartitionsAsync()
				.toCompletableFuture()
				.get(Math.max(0, deadline.nanos() - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException | TimeoutException unavailable) {
			log.debug("Nobody says who serves what: {}", unavailable.getMessage());
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

	private void lookAtShards() {
		this.shards = Shards.of(this.client.getPartitions());
		this.listener.accept(this.shards);
		Lines open = this.lines;
		if (open != null) {
			this.shards.sampleKeys().forEach((key) -> warm(open, key));
		}
	}

	/**
	 * Has the connections to a shard's nodes opened before someone in a hurry needs them.
	 */
	private static void warm(Lines lines, byte[] key) {
		for (var line : List.of(lines.primaryReads(), lines.replicaReads())) {
			try {
				var _ = line.async().exists(key);
			}
			catch (RedisException unavailable) {
				log.debug("Not warm yet: {}", unavailable.getMessage());
			}
		}
	}

	private void connectUntilDone() {
		boolean told = false;
		while (this.running) {
			try {
				connect();
				log.info("Profiles are kept in {}", String.join(", ", this.shards.names()));
				return;
			}
			catch (RedisException unavailable) {
				if (!told) {
					log.warn("Profiles wait for Redis: {}", unavailable.getMessage());
					told = true;
				}
				LockSupport.parkNanos(RETRY_DELAY.toNanos());
			}
		}
	}

	private void connect() {
		var writes = this.client.connect(ByteArrayCodec.INSTANCE);
		var primaryReads = this.client.connect(ByteArrayCodec.INSTANCE);
		var replicaReads = this.client.connect(ByteArrayCodec.INSTANCE);
		replicaReads.setReadFrom(ReadFrom.ANY_REPLICA);
		this.lines = new Lines(writes, primaryReads, replicaReads);
		lookAtShards();
	}

	@Override
	public void start() {
		this.running = true;
		Thread.ofVirtual().name("redis-connect").start(this::connectUntilDone);
	}

	@Override
	public void stop() {
		this.running = false;
		Lines open = this.lines;
		this.lines = null;
		if (open != null) {
			open.writes().close();
			open.primaryReads().close();
			open.replicaReads().close();
		}
		this.client.shutdown(0, 2, TimeUnit.SECONDS);
		this.resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Before whoever reads and writes profiles, and after them when stopping. */
	@Override
	public int getPhase() {
		return 0;
	}

}
