package dev.beckon.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports nobody listens on, below the range the operating system hands out to clients, so
 * that a server finds its port free again after a restart.
 */
final class FreePorts {

	/** Where a Redis node listens for its cluster, above its port for clients. */
	static final int CLUSTER_BUS_OFFSET = 10_000;

	private static final int LOWEST = 11_000;

	private static final int HIGHEST = 22_000;

	private static final Set<Integer> given = new HashSet<>();

	private FreePorts() {
	}

	/** A port free for a Redis node, and so is its cluster bus port. */
	static synchronized int next() {
		for (int attempt = 0; attempt < 1_000; attempt++) {
			int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
			if (isFree(port) && isFree(port + CLUSTER_BUS_OFFSET) && given.add(port)) {
				return port;
			}
		}
		throw new IllegalStateException("no free port between " + LOWEST + " and " + HIGHEST);
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			return true;
		}
		catch (IOException taken) {
			return false;
		}
	}

}
