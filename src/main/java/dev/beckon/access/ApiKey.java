package dev.beckon.access;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A key as it is configured: what it is worth, and not the key itself. Several of one
 * name may be good at once, so that one can be replaced by the next.
 *
 * @param name who asks with it, for limits and for the audit
 * @param sha256 the SHA-256 of the key, in hexadecimal
 * @param roles what its owner is
 * @param expires from when on it is not good any more; null for never
 * @param origins where pages may use it, such as {@code https://shop.example} or
 * {@code https://*.shop.example}; none for a key that is no page's
 * @param readOnly whether it is good for looking only, as for who collects metrics
 */
record ApiKey(String name, String sha256, Set<Role> roles, @Nullable Instant expires,
		@DefaultValue List<String> origins, @DefaultValue("false") boolean readOnly) {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

	private static final int HASH_BYTES = 32;

	ApiKey {
		if (name == null || !NAME.matcher(name).matches()) {
			throw new IllegalArgumentException("a key's name must have 1 to 64 letters, digits, dots and dashes");
		}
		if (roles == null || roles.isEmpty()) {
			throw new IllegalArgumentException("the key " + name + " must have a role");
		}
		if (sha256 == null || hash(sha256).length != HASH_BYTES) {
			throw new IllegalArgumentException("sha256 of the key " + name + " must have 64 hexadecimal digits");
		}
		roles = Set.copyOf(roles);
		origins = List.copyOf(origins);
	}

	byte[] hash() {
		return hash(this.sha256);
	}

	boolean isGood(Instant now) {
		return this.expires == null || now.isBefore(this.expires);
	}

	private static byte[] hash(String sha256) {
		try {
			return HexFormat.of().parseHex(sha256);
		}
		catch (IllegalArgumentException unreadable) {
			return new byte[0];
		}
	}

}
