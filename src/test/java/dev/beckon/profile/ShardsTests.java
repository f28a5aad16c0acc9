package dev.beckon.profile;

import java.util.List;
import java.util.stream.IntStream;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShardsTests {

	@Test
	void areNamedInTheOrderOfTheirLowestSlots() {
		Shards shards = Shards.of(List.of(node("b", 8_000, 16_384), node("replica", 0, 0), node("a", 0, 8_000)));
		assertThat(shards.names()).containsExactly("shard-0", "shard-1");
		assertThat(shards.primaryIds()).containsExactly("a", "b");
		assertThat(shards.nameOf(keyInSlots(0, 8_000))).isEqualTo("shard-0");
		assertThat(shards.nameOf(keyInSlots(8_000, 16_384))).isEqualTo("shard-1");
	}

	@Test
	void haveSampleKeys() {
		Shards shards = Shards.of(List.of(node("b", 8_000, 16_384), node("a", 0, 8_000)));
		assertThat(shards.sampleKeys()).extracting(shards::nameOf).containsExactly("shard-0", "shard-1");
	}

	@Test
	void keepTheirNamesWhenAReplicaTakesOver() {
		byte[] key = keyInSlots(8_000, 16_384);
		Shards before = Shards.of(List.of(node("a", 0, 8_000), node("b", 8_000, 16_384)));
		Shards after = Shards.of(List.of(node("a", 0, 8_000), node("b", 0, 0), node("b-replica", 8_000, 16_384)));
		assertThat(after.nameOf(key)).isEqualTo(before.nameOf(key));
	}

	@Test
	void noneServesASlotThatNoPrimaryHas() {
		assertThat(Shards.NONE.nameOf(Keys.of("v-1"))).isNull();
		assertThat(Shards.of(List.of(node("a", 0, 8_000))).nameOf(keyInSlots(8_000, 16_384))).isNull();
	}

	private static byte[] keyInSlots(int first, int end) {
		return IntStream.iterate(0, (i) -> i + 1)
			.mapToObj((i) -> Keys.of("v-" + i))
			.filter((key) -> SlotHash.getSlot(key) >= first && SlotHash.getSlot(key) < end)
			.findFirst()
			.orElseThrow();
	}

	private static RedisClusterNode node(String id, int firstSlot, int endSlot) {
		RedisClusterNode node = RedisClusterNode.of(id);
		node.setUri(RedisURI.create("127.0.0.1", 7000));
		node.setSlots(IntStream.range(firstSlot, endSlot).boxed().toList());
		return node;
	}

}
