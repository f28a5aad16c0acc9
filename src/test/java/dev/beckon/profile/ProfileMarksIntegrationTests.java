package dev.beckon.profile;

import java.util.BitSet;
import java.util.Set;

import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.RedisNode;
import dev.beckon.stack.WithLocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@WithLocalStack
class ProfileMarksIntegrationTests {

	/** No service has such a partition. */
	private static final int PARTITION = 900;

	private Store store;

	private ProfileMarks marks;

	@BeforeEach
	void connect(LocalRedis redis) {
		redis.primaries().forEach((node) -> node.ask((commands) -> commands.flushall()));
		this.store = Store.connected(redis.addresses());
		this.marks = this.store.marks();
	}

	@AfterEach
	void disconnect() {
		this.store.close();
	}

	@Test
	void everyRangeOfAnEmptyClusterIsMissingUntilItIsRebuilt() {
		BitSet all = missing();
		assertThat(all.cardinality()).isEqualTo(ProfileMarks.RANGES);

		assertThat(this.marks.begin(PARTITION, all, "run")).isTrue();
		assertThat(missing()).as("begun is not done").isEqualTo(all);
		assertThat(this.marks.finish(PARTITION, all, "run")).isTrue();
		assertThat(missing().isEmpty()).isTrue();
	}

	@Test
	void aShardThatLosesItsMarksIsMissingAndNoOther(LocalRedis redis) {
		rebuild(missing(), "run");
		RedisNode emptied = redis.primaryOf("profile:v-1");
		emptied.ask((commands) -> commands.flushall());

		BitSet missing = missing();
		assertThat(missing.get(ProfileMarks.rangeOf("v-1"))).isTrue();
		assertThat(missing.cardinality()).isBetween(ProfileMarks.RANGES / 3, ProfileMarks.RANGES / 3 + 2);
	}

	@Test
	void whatIsLostOnceMoreWhileItIsRebuiltIsRebuiltOnceMore(LocalRedis redis) {
		BitSet all = missing();
		assertThat(this.marks.begin(PARTITION, all, "first")).isTrue();
		redis.primaries().forEach((node) -> node.ask((commands) -> commands.flushall()));
		assertThat(this.marks.finish(PARTITION, all, "first")).isFalse();

		assertThat(this.marks.begin(PARTITION, all, "second")).isTrue();
		assertThat(this.marks.finish(PARTITION, all, "first")).isFalse();
		assertThat(this.marks.finish(PARTITION, all, "second")).isTrue();
		assertThat(missing().isEmpty()).isTrue();
	}

	@Test
	void ofADeadShardNothingIsSaid(LocalRedis redis) {
		RedisNode primary = redis.primaryOf("profile:v-1");
		redis.replicasOf(primary).forEach(RedisNode::kill);
		primary.kill();

		await().until(() -> {
			BitSet missing = missing();
			return !missing.isEmpty() && !missing.get(ProfileMarks.rangeOf("v-1"));
		});
	}

	private void rebuild(BitSet ranges, String run) {
		assertThat(this.marks.begin(PARTITION, ranges, run)).isTrue();
		assertThat(this.marks.finish(PARTITION, ranges, run)).isTrue();
	}

	private BitSet missing() {
		return this.marks.missing(Set.of(PARTITION)).getOrDefault(PARTITION, new BitSet());
	}

}
