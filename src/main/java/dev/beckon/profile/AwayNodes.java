package dev.beckon.profile;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The nodes that cannot be written for now. Each is tried in the background until it can,
 * so that nobody who has something for other nodes waits for it.
 *
 * <p>
 * Thread safety: safe.
 */
final class AwayNodes {

	private static final Duration PAUSE = Duration.ofMillis(100);

	private final Set<String> away = ConcurrentHashMap.newKeySet();

	boolean contains(String nodeId) {
		return this.away.contains(nodeId);
	}

	/**
	 * Leaves a node alone for as long as {@code probe} fails.
	 * @param probe whether what was the node's can be written again, there or elsewhere
	 */
	void add(String nodeId, BooleanSupplier probe) {
		if (this.away.add(nodeId)) {
			Thread.ofVirtual().name("away-" + nodeId).start(() -> await(nodeId, probe));
		}
	}

	private void await(String nodeId, BooleanSupplier probe) {
		try {
			do {
				LockSupport.parkNanos(PAUSE.toNanos());
			}
			while (!probe.getAsBoolean());
		}
		finally {
			this.away.remove(nodeId);
		}
	}

}
