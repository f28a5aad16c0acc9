package dev.beckon.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.beckon.event.Touch;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import org.HdrHistogram.Histogram;

/** Every profile a Redis Cluster holds, read at one time. */
public final class StoredProfiles {

	private static final String PREFIX = "profile:";

	private final Map<String, List<Touch>> touches = new HashMap<>();

	private final Histogram bytes = new Histogram(3);

	private StoredProfiles() {
	}

	/**
	 * Reads them all.
	 * @param anyNode host:port
	 */
	public static StoredProfiles read(String anyNode) {
		StoredProfiles stored = new StoredProfiles();
		try (RedisClusterClient client = RedisClusterClient.create("redis://" + anyNode);
				var connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
			ScanArgs pages = ScanArgs.Builder.matches(PREFIX + "*").limit(5_000);
			KeyScanCursor<String> page = connection.sync().scan(ScanCursor.INITIAL, pages);
			stored.add(page, connection.sync());
			while (!page.isFinished()) {
				page = connection.sync().scan(page, pages);
				stored.add(page, connection.sync());
			}
		}
		return stored;
	}

	private void add(KeyScanCursor<String> page, RedisAdvancedClusterCommands<String, byte[]> redis) {
		if (page.getKeys().isEmpty()) {
			return;
		}
		for (var profile : redis.mget(page.getKeys().toArray(String[]::new))) {
			this.touches.put(profile.getKey().substring(PREFIX.length()),
					new ArrayList<>(ProfileCodec.decode(profile.getValue()).touches()));
			this.bytes.recordValue(profile.getValue().length);
		}
	}

	public Set<String> visitors() {
		return this.touches.keySet();
	}

	/** What the visitor's profile holds; empty when there is none. */
	public List<Touch> touchesOf(String visitor) {
		return this.touches.getOrDefault(visitor, List.of());
	}

	/** The size of this share of the profiles, in bytes, is at most so much. */
	public long bytesAt(double percent) {
		return this.bytes.getValueAtPercentile(percent);
	}

}
