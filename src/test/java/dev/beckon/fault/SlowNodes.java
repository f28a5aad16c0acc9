package dev.beckon.fault;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.RedisNode;

/**
 * Has every node take nothing from its clients for 100 ms, then answer what has come in,
 * and so on: whoever asks waits up to 100 ms. The nodes go on talking to each other, so
 * that none is taken for dead.
 */
final class SlowNodes {

	private static final Duration LASTING = Duration.ofSeconds(10);

	private static final Duration PAUSE = Duration.ofMillis(100);

	/** To answer in. Asked again within the pause, a node would take that first. */
	private static final Duration GAP = Duration.ofMillis(3);

	private final LocalRedis redis;

	SlowNodes(LocalRedis redis) {
		this.redis = redis;
	}

	/** Fails when a node does not do as it is told. */
	void run() {
		long deadline = System.nanoTime() + LASTING.toNanos();
		List<CompletableFuture<Boolean>> slow = this.redis.nodes()
			.stream()
			.map((node) -> CompletableFuture.supplyAsync(() -> slowDown(node, deadline), Thread::startVirtualThread))
			.toList();
		slow.forEach(CompletableFuture::join);
	}

	private static boolean slowDown(RedisNode node, long deadlineNanos) {
		return node.ask((redis) -> {
			while (System.nanoTime() - deadlineNanos < 0) {
				redis.clientPause(PAUSE.toMillis());
				Site.last(PAUSE.plus(GAP));
			}
			return true;
		});
	}

}
