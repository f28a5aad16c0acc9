package dev.beckon.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Dense numbers for item ids: what the index stores in place of strings.
 *
 * <p>
 * An open-addressed table of numbers into an array of names. A name is written before the
 * table entry that leads to it, and a table that must grow is copied and published whole,
 * so a reader never waits and never finds a number without its name.
 *
 * <p>
 * A released number rests until {@link #RESTING} others have been released after it and
 * reused before it: first released, first reused, and never with fewer at rest. So a
 * reader that saw fewer than that many reuses go by ({@link #reused()}) knows that every
 * number it met kept its meaning, and need not be tracked by the writer.
 *
 * <p>
 * Thread safety: one writer thread; {@link #find} and {@link #name} by any thread.
 */
final class ItemIds {

	/** What {@link #find} answers for an item that was never seen or is forgotten. */
	static final int UNKNOWN = -1;

	/** Bytes of an item beside its name's characters: object headers, table, arrays. */
	private static final int BYTES_PER_ITEM = 80;

	/** Numbers that rest at least, whenever one is reused. */
	static final int RESTING = 256;

	private static final int EMPTY = 0;

	private static final int REMOVED = -1;

	private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(long[].class);

	private final int maxItems;

	private final IntQueue released = new IntQueue();

	private volatile Table table = new Table(new long[64], new @Nullable String[32]);

	/** Table entries that are not empty, removed ones included. */
	private int occupied;

	private int given;

	private long reuses;

	private volatile long reused;

	private int size;

	private volatile int published;

	private long nameBytes;

	ItemIds(int maxItems) {
		this.maxItems = maxItems;
	}

	/** The number of that item, or {@link #UNKNOWN}. */
	int find(String item) {
		Table current = this.table;
		int hash = Table.hash(item);
		for (int at = current.start(hash);; at = current.next(at)) {
			long entry = (long) ENTRY.getAcquire(current.entries, at);
			int number = (int) entry;
			if (number == EMPTY) {
				return UNKNOWN;
			}
			if (number != REMOVED && (int) (entry >>> 32) == hash && item.equals(current.names[number - 1])) {
				return number - 1;
			}
		}
	}

	/** Where an item is looked for first. */
	static int hash(String item) {
		return Table.hash(item);
	}

	/**
	 * Puts, in the place of hashes, the numbers of items that have them and are where
	 * they are looked for first; others are left out. For the thread that writes.
	 * @return how many numbers there are
	 */
	int likely(int[] hashes, int count) {
		Table current = this.table;
		int found = 0;
		for (int i = 0; i < count; i++) {
			long entry = current.entries[current.start(hashes[i])];
			if ((int) (entry >>> 32) == hashes[i] && (int) entry > EMPTY) {
				hashes[found++] = (int) entry - 1;
			}
		}
		return found;
	}

	/** Reads where the names of these numbers are; the result means nothing. */
	int touchNames(int[] numbers, int count) {
		@Nullable String[] names = this.table.names;
		int sum = 0;
		for (int i = 0; i < count; i++) {
			sum += (names[numbers[i]] != null) ? 1 : 0;
		}
		return sum;
	}

	/** The item of a number that {@link #findOrAdd} gave out and is not reused since. */
	String name(int number) {
		String name = this.table.names[number];
		return (name != null) ? name : "";
	}

	/** The number of that item, a fresh one if need be; UNKNOWN when there is no room. */
	int findOrAdd(String item) {
		int known = find(item);
		if (known != UNKNOWN) {
			return known;
		}
		int number = (this.size < this.maxItems) ? freshNumber() : UNKNOWN;
		if (number == UNKNOWN) {
			return UNKNOWN;
		}
		ensureRoom(number);
		Table current = this.table;
		current.names[number] = item;
		if (current.insert(item, number)) {
			this.occupied++;
		}
		this.published = ++this.size;
		this.nameBytes += item.length();
		return number;
	}

	private int freshNumber() {
		boolean manyRest = this.released.size() > Math.max(RESTING, this.size);
		if (this.given < this.maxItems + RESTING && !manyRest) {
			return this.given++;
		}
		this.reused = ++this.reuses;
		return this.released.poll(UNKNOWN);
	}

	/** How many numbers were given a new meaning so far. */
	long reused() {
		return this.reused;
	}

	/** Forgets an item no session mentions any more. */
	void release(int number) {
		Table current = this.table;
		String item = name(number);
		int at = current.start(Table.hash(item));
		while ((int) current.entries[at] != number + 1) {
			at = current.next(at);
		}
		ENTRY.setRelease(current.entries, at, REMOVED & 0xffffffffL);
		this.released.add(number);
		this.published = --this.size;
		this.nameBytes -= item.length();
	}

	/** Numbers in use. */
	int size() {
		return this.published;
	}

	long bytes() {
		return this.nameBytes + (long) this.size * BYTES_PER_ITEM;
	}

	private void ensureRoom(int number) {
		Table current = this.table;
		boolean crowded = this.occupied * 5L >= current.entries.length * 3L;
		if (!crowded && number < current.names.length) {
			return;
		}
		int capacity = (this.size * 5L >= current.entries.length * 2L) ? current.entries.length * 2
				: current.entries.length;
		int names = Math.max(current.names.length, (number < current.names.length) ? 0 : number + number / 2 + 1);
		Table roomier = new Table(new long[capacity], Arrays.copyOf(current.names, names));
		this.occupied = 0;
		for (long entry : current.entries) {
			int entered = (int) entry - 1;
			String name = (entered >= 0) ? current.names[entered] : null;
			if (name != null && roomier.insert(name, entered)) {
				this.occupied++;
			}
		}
		this.table = roomier;
	}

	/**
	 * The lower half of an entry is a number plus one, empty, or removed; the upper half
	 * is the name's hash, so that most names need not be looked at.
	 */
	private static final class Table {

		final long[] entries;

		final @Nullable String[] names;

		Table(long[] entries, @Nullable String[] names) {
			this.entries = entries;
			this.names = names;
		}

		static int hash(String item) {
			int hash = item.hashCode() * 0x9e3779b9;
			return hash ^ (hash >>> 16);
		}

		int start(int hash) {
			return hash & (this.entries.length - 1);
		}

		int next(int at) {
			return (at + 1) & (this.entries.length - 1);
		}

		/** Whether an empty entry was used up. */
		boolean insert(String item, int number) {
			int hash = hash(item);
			int at = start(hash);
			while ((int) this.entries[at] > EMPTY) {
				at = next(at);
			}
			boolean wasEmpty = this.entries[at] == EMPTY;
			ENTRY.setRelease(this.entries, at, ((long) hash << 32) | (number + 1));
			return wasEmpty;
		}

	}

}
