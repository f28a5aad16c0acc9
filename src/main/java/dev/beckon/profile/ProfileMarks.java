package dev.beckon.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Marks beside the profiles, which say that all the log has told of them is there. A
 * shard that comes back empty has lost its marks with its profiles, whatever has happened
 * to it; and a mark that is there again says that somebody has rebuilt them.
 *
 * <p>
 * The cluster's slots are cut into {@value #RANGES} ranges, and each has a mark in its
 * first and in its last slot, so that a range which two shards share is marked on both. A
 * mark is a hash from partitions of the log to {@code kept}, or to the name of the run
 * that is rebuilding them.
 *
 * <p>
 * Thread safety: safe.
 */
public final class ProfileMarks {

	/** How many ranges of slots there are. */
	public static final int RANGES = 256;

	private static final int SLOTS_PER_RANGE = SlotHash.SLOT_COUNT / RANGES;

	private static final String KEPT = "kept";

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	/**
	 * Sets a partition's entry of a mark, if it is still what it is expected to be or
	 * nothing is expected of it.
	 */
	private static final String SET = """
			if ARGV[3] ~= '' and redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[3] then
			  return 0
			end
			redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
			redis.call('PEXPIRE', KEYS[1], ARGV[4])
			return 1
			""";

	private static final List<byte[]> KEYS = keys();

	private final RedisCluster redis;

	private final byte[] timeToLive;

	private final long timeToLiveMillis;

	ProfileMarks(RedisCluster redis, RedisProperties properties) {
		this.redis = redis;
		this.timeToLiveMillis = properties.timeToLive().toMillis();
		this.timeToLive = bytes(this.timeToLiveMillis);
	}

	/** The range a visitor's profile is in. */
	public static int rangeOf(String visitorId) {
		return SlotHash.getSlot(Keys.of(visitorId)) / SLOTS_PER_RANGE;
	}

	/** The marks' keys: of range {@code r} those at {@code 2r} and {@code 2r + 1}. */
	private static List<byte[]> keys() {
		byte[][] bySlot = new byte[SlotHash.SLOT_COUNT][];
		int left = 2 * RANGES;
		for (int i = 0; left > 0; i++) {
			byte[] key = ("kept:" + i).getBytes(UTF_8);
			int slot = SlotHash.getSlot(key);
			boolean isEnd = slot % SLOTS_PER_RANGE == 0 || (slot + 1) % SLOTS_PER_RANGE == 0;
			if (isEnd && bySlot[slot] == null) {
				bySlot[slot] = key;
				left--;
			}
		}
		return IntStream.range(0, RANGES)
			.boxed()
			.flatMap((range) -> Stream.of(bySlot[range * SLOTS_PER_RANGE], bySlot[(range + 1) * SLOTS_PER_RANGE - 1]))
			.toList();
	}

	/**
	 * The ranges that have lost what partitions of the log told of them; keeps the other
	 * marks alive. Of a shard that does not answer nothing is known, and nothing said.
	 * @return by partition, where there are any
	 */
	public Map<Integer, BitSet> missing(Collection<Integer> partitions) {
		if (this.redis.lines() == null) {
			return Map.of();
		}
		Deadline deadline = Deadline.in(TIMEOUT);
		byte[][] fields = partitions.stream().map(ProfileMarks::bytes).toArray(byte[][]::new);
		List<@Nullable RedisFuture<List<KeyValue<byte[], byte[]>>>> asked = new ArrayList<>();
		KEYS.forEach((key) -> asked.add(ask(key, fields)));
		Map<Integer, BitSet> missing = new HashMap<>();
		for (int range = 0; range < RANGES; range++) {
			addMissing(range, answer(asked.get(2 * range), deadline), answer(asked.get(2 * range + 1), deadline),
					missing);
		}
		return missing;
	}

	/** Null when nobody can be asked. */
	private @Nullable RedisFuture<List<KeyValue<byte[], byte[]>>> ask(byte[] key, byte[][] fields) {
		try {
			var answer = commands().hmget(key, fields);
			var _ = commands().pexpire(key, this.timeToLiveMillis);
			return answer;
		}
		catch (RedisException unavailable) {
			return null;
		}
	}

	/** What a mark says of each partition; nothing when it cannot be read. */
	private static List<KeyValue<byte[], byte[]>> answer(@Nullable RedisFuture<List<KeyValue<byte[], byte[]>>> asked,
			Deadline deadline) {
		try {
			return (asked != null) ? deadline.await(asked) : List.of();
		}
		catch (RedisException unavailable) {
			return List.of();
		}
	}

	private static void addMissing(int range, List<KeyValue<byte[], byte[]>> first, List<KeyValue<byte[], byte[]>> last,
			Map<Integer, BitSet> missing) {
		for (int i = 0; i < Math.min(first.size(), last.size()); i++) {
			if (!isKept(first.get(i)) || !isKept(last.get(i))) {
				int partition = Integer.parseInt(new String(first.get(i).getKey(), UTF_8));
				missing.computeIfAbsent(partition, (absent) -> new BitSet(RANGES)).set(range);
			}
		}
	}

	private static boolean isKept(KeyValue<byte[], byte[]> entry) {
		return entry.hasValue() && KEPT.equals(new String(entry.getValue(), UTF_8));
	}

	/**
	 * Marks ranges as being rebuilt from a partition.
	 * @param run a name no other run has
	 * @return whether all are marked
	 */
	public boolean begin(int partition, BitSet ranges, String run) {
		return set(partition, ranges, run, "");
	}

	/**
	 * Marks ranges as rebuilt from a partition, where they are still marked by this run:
	 * a shard that was lost once more meanwhile has to be rebuilt once more.
	 * @return whether all are marked
	 */
	public boolean finish(int partition, BitSet ranges, String run) {
		return set(partition, ranges, KEPT, run);
	}

	/**
	 * Marks all ranges as kept: a partition that is read from its beginning has nothing
	 * to rebuild. Where that cannot be written it is found missing later.
	 */
	public void keep(int partition) {
		BitSet all = new BitSet(RANGES);
		all.set(0, RANGES);
		set(partition, all, KEPT, "");
	}

	private boolean set(int partition, BitSet ranges, String entry, String expected) {
		Deadline deadline = Deadline.in(TIMEOUT);
		byte[][] arguments = { bytes(partition), entry.getBytes(UTF_8), expected.getBytes(UTF_8), this.timeToLive };
		try {
			List<RedisFuture<Long>> told = new ArrayList<>();
			ranges.stream().flatMap((range) -> IntStream.of(2 * range, 2 * range + 1)).forEach((mark) -> {
				byte[][] key = { KEYS.get(mark) };
				told.add(commands().eval(SET, ScriptOutputType.INTEGER, key, arguments));
			});
			return told.stream().map(deadline::await).toList().stream().allMatch((set) -> set == 1);
		}
		catch (RedisException unavailable) {
			return false;
		}
	}

	private RedisAdvancedClusterAsyncCommands<byte[], byte[]> commands() {
		RedisCluster.Lines lines = this.redis.lines();
		if (lines == null) {
			throw new RedisException("not connected yet");
		}
		return lines.writes().async();
	}

	private static byte[] bytes(long number) {
		return Long.toString(number).getBytes(UTF_8);
	}

}
