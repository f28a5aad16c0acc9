package dev.beckon.fault;

import java.util.List;
import java.util.Random;

import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.RedisNode;
import io.lettuce.core.MigrateArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;

/** Moves slots of known visitors from one primary to another, key by key. */
final class SlotMigration {

	private static final int SLOTS = 60;

	private static final int TIMEOUT_MILLIS = 1_000;

	private final LocalRedis redis;

	private final Random random;

	SlotMigration(LocalRedis redis, Random random) {
		this.redis = redis;
		this.random = random;
	}

	void run() {
		RedisNode from = this.redis.primaries().get(this.random.nextInt(3));
		RedisNode to = this.redis.primaries()
			.stream()
			.filter((node) -> node.port() != from.port())
			.findFirst()
			.orElseThrow();
		String fromId = from.ask(RedisCommands::clusterMyId);
		String toId = to.ask(RedisCommands::clusterMyId);
		int moved = 0;
		for (int i = 0; i < Visitors.COUNT && moved < SLOTS; i++) {
			String key = "profile:" + Visitors.visitor(i);
			if (this.redis.primaryOf(key).port() == from.port()) {
				move(SlotHash.getSlot(key), from, to, List.of(fromId, toId));
				moved++;
			}
		}
	}

	private void move(int slot, RedisNode from, RedisNode to, List<String> ids) {
		to.ask((node) -> node.clusterSetSlotImporting(slot, ids.getFirst()));
		from.ask((node) -> node.clusterSetSlotMigrating(slot, ids.getLast()));
		List<String> keys = from.ask((node) -> node.clusterGetKeysInSlot(slot, 1_000));
		if (!keys.isEmpty()) {
			from.ask((node) -> node.migrate("127.0.0.1", to.port(), 0, TIMEOUT_MILLIS,
					MigrateArgs.Builder.<String>keys(keys)));
		}
		for (RedisNode node : this.redis.primaries()) {
			node.ask((redis) -> redis.clusterSetSlotNode(slot, ids.getLast()));
		}
	}

}
