package dev.beckon.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import org.jspecify.annotations.Nullable;

/**
 * Which shard serves a key, as the cluster stood at one moment: {@code shard-0},
 * {@code shard-1} and so on, in the order of the primaries' lowest slots, so that a shard
 * keeps its name when a replica takes over.
 */
final class Shards {

	/** Before the cluster was seen. */
	static final Shards NONE = new Shards(List.of());

	private final short[] shardBySlot = new short[SlotHash.SLOT_COUNT];

	private final List<String> primaryIds;

	private final List<String> names;

	private Shards(List<RedisClusterNode> primaries) {
		Arrays.fill(this.shardBySlot, (short) -1);
		this.primaryIds = primaries.stream().map(RedisClusterNode::getNodeId).toList();
		this.names = IntStream.range(0, primaries.size()).mapToObj(Shards::name).toList();
		for (int i = 0; i < primaries.size(); i++) {
			short shard = (short) i;
			primaries.get(i).forEachSlot((slot) -> this.shardBySlot[slot] = shard);
		}
	}

	static Shards of(Collection<RedisClusterNode> nodes) {
		List<RedisClusterNode> primaries = new ArrayList<>(nodes);
		primaries.removeIf(RedisClusterNode::hasNoSlots);
		primaries.sort(Comparator.comparingInt((node) -> node.getSlots().getFirst()));
		return new Shards(primaries);
	}

	/** The shard's name, or null while no shard serves the key. */
	@Nullable String nameOf(byte[] key) {
		int shard = this.shardBySlot[SlotHash.getSlot(key)];
		return (shard < 0) ? null : this.names.get(shard);
	}

	/** For each shard a key that it would serve. */
	List<byte[]> sampleKeys() {
		return IntStream.range(0, this.primaryIds.size())
			.mapToObj((shard) -> IntStream.iterate(0, (i) -> i + 1)
				.mapToObj((i) -> Keys.of("sample-" + i))
				.filter((key) -> this.shardBySlot[SlotHash.getSlot(key)] == shard)
				.findFirst()
				.orElseThrow())
			.toList();
	}

	List<String> names() {
		return this.names;
	}

	/** Node ids of the primaries, in the order of the shards. */
	List<String> primaryIds() {
		return this.primaryIds;
	}

	static String name(int shard) {
		return "shard-" + shard;
	}

}
