package dev.beckon.event;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One string for an id that comes again and again. What remembers many interactions would
 * otherwise spend more on its copies of popular items' ids than on all the rest, and the
 * garbage collector would move them about.
 *
 * <p>
 * Bounded: an id may be pushed out by another, and then has a new string the next time.
 * Thread safety: safe without locks, since an entry never changes once it is published.
 */
public final class SharedIds {

	private static final int SLOTS = 1 << 15;

	private static final @Nullable Shared[] SHARED = new Shared[SLOTS];

	private SharedIds() {
	}

	/** The id that these bytes of UTF-8 are. */
	public static String of(byte[] bytes, int from, int to) {
		int hash = 0;
		for (int i = from; i < to; i++) {
			hash = 31 * hash + bytes[i];
		}
		int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
		Shared shared = SHARED[slot];
		if (shared == null || !shared.is(bytes, from, to)) {
			byte[] utf8 = Arrays.copyOfRange(bytes, from, to);
			shared = new Shared(utf8, new String(utf8, UTF_8));
			SHARED[slot] = shared;
		}
		return shared.id;
	}

	/** Its fields are final, so that whoever sees it sees all of it. */
	private static final class Shared {

		private final byte[] utf8;

		private final String id;

		Shared(byte[] utf8, String id) {
			this.utf8 = utf8;
			this.id = id;
		}

		boolean is(byte[] bytes, int from, int to) {
			return Arrays.equals(this.utf8, 0, this.utf8.length, bytes, from, to);
		}

	}

}
