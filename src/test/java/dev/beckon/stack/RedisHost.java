package dev.beckon.stack;

/** Where redis-server processes run; each is known by its port. */
interface RedisHost extends AutoCloseable {

	/**
	 * Starts a node that had not been started or was killed.
	 * @param keepClusterConfig whether it remembers its id and the cluster it was in, as
	 * after a crash; its keys are gone in any case
	 */
	void start(int port, boolean keepClusterConfig);

	/** Ends a node with kill -9. */
	void kill(int port);

	/** Sends STOP or CONT. */
	void signal(int port, String name);

	boolean isRunning(int port);

	/** Ends all nodes and leaves nothing behind. */
	@Override
	void close();

	/**
	 * A node's configuration: a cluster that notices a dead primary within two seconds,
	 * in which a dead shard does not stop the others, which keeps nothing on disk and
	 * copies to replicas without a pause.
	 */
	static String configuration(int port, String bind, String directory) {
		return """
				port %d
				bind %s
				protected-mode no
				dir %s
				save ""
				appendonly no
				maxmemory %s
				maxmemory-policy %s
				cluster-enabled yes
				cluster-config-file %s
				cluster-node-timeout 2000
				cluster-announce-ip 127.0.0.1
				cluster-require-full-coverage no
				cluster-migration-barrier 6
				repl-diskless-sync yes
				repl-diskless-sync-delay 0
				repl-backlog-size 1mb
				""".formatted(port, bind, directory, LocalRedis.MAX_MEMORY, LocalRedis.MAX_MEMORY_POLICY,
				CLUSTER_CONFIG);
	}

	/** The file in which a replica receives its primary's keys. */
	String COPY_OF_KEYS = "dump.rdb";

	/** The file in which a node remembers its cluster. */
	String CLUSTER_CONFIG = "nodes.conf";

}
