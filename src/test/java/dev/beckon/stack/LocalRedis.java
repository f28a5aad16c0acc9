package dev.beckon.stack;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.lettuce.core.RedisClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;

/**
 * A real Redis Cluster of three primaries, each with a replica, whose nodes can be
 * killed, paused and brought back.
 *
 * <p>
 * Nodes keep nothing on disk but the cluster's layout: a node that was killed comes back
 * without keys. Thread safety: for one thread at a time.
 */
public final class LocalRedis implements AutoCloseable {

	static final String MAX_MEMORY = "64mb";

	static final String MAX_MEMORY_POLICY = "allkeys-lru";

	private static final int SHARDS = 3;

	private static final int NODES = 2 * SHARDS;

	private static final Duration FORMING = Duration.ofSeconds(30);

	private static final Duration HEALING = Duration.ofSeconds(12);

	private final RedisHost host;

	private final RedisClient client = RedisClient.create();

	private final List<RedisNode> nodes;

	private boolean disturbed;

	LocalRedis(RedisHost host, List<Integer> ports) {
		this.host = host;
		this.nodes = ports.stream()
			.map((port) -> new RedisNode(port, host, this.client, () -> this.disturbed = true))
			.toList();
	}

	static List<Integer> freePorts() {
		return IntStream.range(0, NODES).mapToObj((i) -> FreePorts.next()).toList();
	}

	/** All six nodes, dead or alive, always in the same order. */
	public List<RedisNode> nodes() {
		return this.nodes;
	}

	/** The six nodes as host:port with commas between: {@code beckon.redis.nodes}. */
	public String addresses() {
		return this.nodes.stream().map(RedisNode::address).collect(Collectors.joining(","));
	}

	/**
	 * The primaries that serve slots now, in the order of their lowest slot, as a living
	 * node sees it.
	 */
	public List<RedisNode> primaries() {
		return view().stream()
			.filter((node) -> node.getSlots() != null && !node.getSlots().isEmpty())
			.sorted((a, b) -> Integer.compare(lowestSlot(a), lowestSlot(b)))
			.map(this::node)
			.toList();
	}

	private static int lowestSlot(RedisClusterNode node) {
		return node.getSlots().stream().min(Integer::compare).orElseThrow();
	}

	/** The primary that serves a key now. */
	public RedisNode primaryOf(String key) {
		int slot = SlotHash.getSlot(key);
		return view().stream().filter((node) -> node.hasSlot(slot)).map(this::node).findFirst().orElseThrow();
	}

	/** The replicas that copy from a primary now. */
	public List<RedisNode> replicasOf(RedisNode primary) {
		List<RedisClusterNode> view = view();
		String id = view.stream()
			.filter((node) -> node.getUri().getPort() == primary.port())
			.map(RedisClusterNode::getNodeId)
			.findFirst()
			.orElseThrow();
		return view.stream().filter((node) -> id.equals(node.getSlaveOf())).map(this::node).toList();
	}

	private List<RedisClusterNode> view() {
		RedisNode witness = this.nodes.stream().filter(LocalRedis::answers).findFirst().orElseThrow();
		String clusterNodes = witness.ask((redis) -> redis.clusterNodes());
		return ClusterPartitionParser.parse(clusterNodes).getPartitions();
	}

	private static boolean answers(RedisNode node) {
		try {
			return node.isRunning() && "PONG".equals(node.ask((redis) -> redis.ping()));
		}
		catch (RuntimeException pausedOrStarting) {
			return false;
		}
	}

	private RedisNode node(RedisClusterNode seen) {
		return this.nodes.stream().filter((node) -> node.port() == seen.getUri().getPort()).findFirst().orElseThrow();
	}

	/** Ends every node with kill -9. */
	public void killAll() {
		this.nodes.forEach(RedisNode::kill);
	}

	/** Starts every node that is dead, on its old port and without its keys. */
	public void startAll() {
		this.nodes.forEach(RedisNode::start);
	}

	/** CONFIG SET on every node, undone by {@link #heal()}. */
	public void configure(String parameter, String value) {
		this.disturbed = true;
		this.nodes.forEach((node) -> node.ask((redis) -> redis.configSet(parameter, value)));
	}

	/**
	 * Waits until three primaries serve all slots and each has a replica in sync.
	 * @throws IllegalStateException when that does not happen
	 */
	public void awaitHealthy() {
		Await.until("a healthy Redis Cluster", FORMING, this::isHealthy);
	}

	public boolean isHealthy() {
		return this.nodes.stream().allMatch((node) -> node.isRunning() && node.isHealthy(NODES));
	}

	/**
	 * Brings back whatever a test has broken: the dead run, the paused go on, memory
	 * limits are as before. A cluster that cannot be mended is formed anew, without keys.
	 */
	public void heal() {
		if (!this.disturbed) {
			return;
		}
		this.nodes.forEach(RedisNode::resume);
		startAll();
		if (!Await.holds(HEALING, this::isHealthy)) {
			form();
		}
		configure("maxmemory", MAX_MEMORY);
		configure("maxmemory-policy", MAX_MEMORY_POLICY);
		this.disturbed = false;
	}

	/** Starts six new nodes and makes a cluster of them. */
	void form() {
		for (RedisNode node : this.nodes) {
			this.host.kill(node.port());
			this.host.start(node.port(), false);
		}
		Await.until("six Redis nodes up", FORMING, () -> this.nodes.stream().allMatch(LocalRedis::answers));
		for (int i = 0; i < SHARDS; i++) {
			int first = SlotHash.SLOT_COUNT * i / SHARDS;
			int end = SlotHash.SLOT_COUNT * (i + 1) / SHARDS;
			this.nodes.get(i).ask((redis) -> redis.clusterAddSlots(IntStream.range(first, end).toArray()));
			meetAll(this.nodes.get(i));
		}
		for (int i = 0; i < SHARDS; i++) {
			String primaryId = this.nodes.get(i).ask((redis) -> redis.clusterMyId());
			RedisNode replica = this.nodes.get(i + SHARDS);
			Await.until("a primary known to its replica", FORMING,
					() -> "OK".equals(replica.ask((redis) -> redis.clusterReplicate(primaryId))));
		}
		awaitHealthy();
		this.disturbed = false;
	}

	private void meetAll(RedisNode node) {
		for (RedisNode other : this.nodes) {
			if (other != node) {
				node.ask((redis) -> redis.clusterMeet("127.0.0.1", other.port()));
			}
		}
	}

	@Override
	public void close() {
		this.client.shutdown();
		this.host.close();
	}

}
