package dev.beckon;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import dev.beckon.stack.LocalRedis;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import org.jspecify.annotations.Nullable;

/** The profiles as they lie in Redis, past the service, in hexadecimal. */
public final class ProfileBytes implements AutoCloseable {

	private static final String PREFIX = "profile:";

	private final RedisClusterClient client;

	private final StatefulRedisClusterConnection<String, byte[]> connection;

	public ProfileBytes(LocalRedis redis) {
		this.client = RedisClusterClient.create("redis://" + redis.nodes().getFirst().address());
		this.connection = this.client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
	}

	/** Those of these visitors, by visitor; one that is missing is left out. */
	public Map<String, String> of(Collection<String> visitors) {
		Map<String, String> profiles = new TreeMap<>();
		for (String visitor : visitors) {
			byte @Nullable [] value = this.connection.sync().get(PREFIX + visitor);
			if (value != null) {
				profiles.put(visitor, HexFormat.of().formatHex(value));
			}
		}
		return profiles;
	}

	/** All of them, by visitor. */
	public Map<String, String> all() {
		Map<String, String> profiles = new TreeMap<>();
		ScanIterator.scan(this.connection.sync(), ScanArgs.Builder.matches(PREFIX + "*").limit(1_000))
			.forEachRemaining((key) -> {
				byte @Nullable [] value = this.connection.sync().get(key);
				if (value != null) {
					profiles.put(key.substring(PREFIX.length()), HexFormat.of().formatHex(value));
				}
			});
		return profiles;
	}

	@Override
	public void close() {
		this.connection.close();
		this.client.shutdown();
	}

}
