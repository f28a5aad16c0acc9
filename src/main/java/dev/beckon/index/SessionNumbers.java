package dev.beckon.index;

/**
 * Finds a past session's number by its key, for the writer: an open-addressed table of
 * numbers, each with half of its key's hash above it. The other half is in the sessions
 * themselves: a session is only looked at when half the hash agrees, so that a new key,
 * the usual case, costs one cache miss and not three a probe. Removal shifts back what
 * follows: no tombstones, no rebuild.
 *
 * <p>
 * Thread safety: one thread.
 */
final class SessionNumbers {

	/** What {@link #find} answers for an unknown key; no session has this number. */
	static final int NONE = 0;

	/** The key of a session that is in the table. */
	@FunctionalInterface
	interface Keys {

		long keyOf(int number);

	}

	private final Keys keys;

	/** Upper half: the key's hash. Lower half: the session's number, or zero. */
	private long[] table = new long[64];

	private int size;

	SessionNumbers(Keys keys) {
		this.keys = keys;
	}

	/** Reads where the key would be; the result means nothing. */
	int touch(long key) {
		return (int) this.table[hash(key) & (this.table.length - 1)];
	}

	int find(long key) {
		int at = indexOf(key);
		return (int) this.table[at];
	}

	void add(long key, int number) {
		if (++this.size * 5L > this.table.length * 3L) {
			grow();
		}
		insert(((long) hash(key) << 32) | (number & 0xffffffffL));
	}

	/** Removes a key that is there. */
	void remove(long key) {
		int hole = indexOf(key);
		this.size--;
		for (int at = next(hole); this.table[at] != NONE; at = next(at)) {
			int home = home(this.table[at]);
			if (((at - home) & (this.table.length - 1)) >= ((at - hole) & (this.table.length - 1))) {
				this.table[hole] = this.table[at];
				hole = at;
			}
		}
		this.table[hole] = NONE;
	}

	int size() {
		return this.size;
	}

	long bytes() {
		return (long) this.table.length * Long.BYTES;
	}

	/** Where the key is, or the empty place where it would be. */
	private int indexOf(long key) {
		int hash = hash(key);
		int at = hash & (this.table.length - 1);
		while (this.table[at] != NONE
				&& ((int) (this.table[at] >>> 32) != hash || this.keys.keyOf((int) this.table[at]) != key)) {
			at = next(at);
		}
		return at;
	}

	private void insert(long entry) {
		int at = home(entry);
		while (this.table[at] != NONE) {
			at = next(at);
		}
		this.table[at] = entry;
	}

	private void grow() {
		long[] old = this.table;
		this.table = new long[old.length * 2];
		for (long entry : old) {
			if (entry != NONE) {
				insert(entry);
			}
		}
	}

	private int home(long entry) {
		return (int) (entry >>> 32) & (this.table.length - 1);
	}

	private static int hash(long key) {
		return (int) ((key * 0x9e3779b97f4a7c15L) >>> 32);
	}

	private int next(int at) {
		return (at + 1) & (this.table.length - 1);
	}

}
