package dev.beckon.index;

/**
 * Finds a past session's number by its key, for the writer: an open-addressed table of
 * numbers alone. The keys are in the sessions themselves, so a session costs eight bytes
 * here, not twenty-four. Removal shifts back what follows: no tombstones, no rebuild.
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

	private int[] table = new int[64];

	private int size;

	SessionNumbers(Keys keys) {
		this.keys = keys;
	}

	int find(long key) {
		for (int at = start(key);; at = next(at)) {
			int number = this.table[at];
			if (number == NONE || this.keys.keyOf(number) == key) {
				return number;
			}
		}
	}

	void add(long key, int number) {
		if (++this.size * 5L > this.table.length * 3L) {
			grow();
		}
		insert(key, number);
	}

	void remove(long key) {
		int hole = start(key);
		while (this.keys.keyOf(this.table[hole]) != key) {
			hole = next(hole);
		}
		this.size--;
		for (int at = next(hole); this.table[at] != NONE; at = next(at)) {
			int home = start(this.keys.keyOf(this.table[at]));
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
		return (long) this.table.length * Integer.BYTES;
	}

	private void insert(long key, int number) {
		int at = start(key);
		while (this.table[at] != NONE) {
			at = next(at);
		}
		this.table[at] = number;
	}

	private void grow() {
		int[] old = this.table;
		this.table = new int[old.length * 2];
		for (int number : old) {
			if (number != NONE) {
				insert(this.keys.keyOf(number), number);
			}
		}
	}

	private int start(long key) {
		return (int) ((key * 0x9e3779b97f4a7c15L) >>> 32) & (this.table.length - 1);
	}

	private int next(int at) {
		return (at + 1) & (this.table.length - 1);
	}

}
