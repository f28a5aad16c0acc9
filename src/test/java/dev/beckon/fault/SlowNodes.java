package dev.beckon.fault;

import java.time.Duration;
import java.util.List;

import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.RedisNode;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;

/**
 * Keeps every node busy for 100 ms, lets it answer what has come in, and keeps it busy
 * again: whoever asks waits up to 100 ms.
 */
final class SlowNodes {

	private static final Duration LASTING = Duration.ofSeconds(10);

	private static final String BUSY_SECONDS = "0.1";

	private final LocalRedis redis;

	SlowNodes(LocalRedis redis) {
		this.redis = redis;
	}

	void run() {
		long deadline = System.nanoTime() + LASTING.toNanos();
		List<Thread> busy = this.redis.nodes()
			.stream()
			.map((node) -> Thread.ofPlatform().daemon().start(() -> keepBusy(node, deadline)))
			.toList();
		busy.forEach(SlowNodes::await);
	}

	private static void keepBusy(RedisNode node, long deadlineNanos) {
		node.ask((redis) -> {
			while (System.nanoTime() - deadlineNanos < 0) {
				redis.dispatch(CommandType.DEBUG, new StatusOutput<>(StringCodec.UTF8),
						new CommandArgs<>(StringCodec.UTF8).add("SLEEP").add(BUSY_SECONDS));
			}
			return true;
		});
	}

	private static void await(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
