package dev.beckon.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The keys that are good, found by what is presented. Only hashes are kept: a key has 256
 * random bits, so one round of SHA-256 is as hard to turn back as many, and takes less
 * than a microsecond. Thread safety: safe.
 */
final class ApiKeys {

	private final Map<Long, Caller> callers = new HashMap<>();

	/**
	 * Keys.
	 * @throws IllegalArgumentException when one is there twice
	 */
	ApiKeys(Collection<ApiKey> keys, InstantSource clock) {
		for (ApiKey key : keys) {
			Caller before = this.callers.put(beginning(key.hash()), new Caller(key, clock));
			if (before != null) {
				throw new IllegalArgumentException(
						"the keys of " + before.getName() + " and " + key.name() + " must not be the same");
			}
		}
	}

	/** Who asks with this key; null when it is not good. */
	@Nullable Caller find(String presented) {
		byte[] hash = hash(presented);
		Caller found = this.callers.get(beginning(hash));
		boolean good = found != null && MessageDigest.isEqual(found.key().hash(), hash) && found.isAuthenticated();
		return good ? found : null;
	}

	/** Where pages may ask from, with any key. */
	List<String> origins() {
		return this.callers.values()
			.stream()
			.filter(Caller::isAuthenticated)
			.flatMap((caller) -> caller.key().origins().stream())
			.distinct()
			.toList();
	}

	boolean isEmpty() {
		return this.callers.isEmpty();
	}

	/** The hash of a key, as it is configured. */
	static String sha256(String key) {
		return HexFormat.of().formatHex(hash(key));
	}

	private static byte[] hash(String key) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	private static long beginning(byte[] hash) {
		return ByteBuffer.wrap(hash).getLong();
	}

}
