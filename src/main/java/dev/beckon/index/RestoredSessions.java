package dev.beckon.index;

import java.io.IOException;
import java.util.Arrays;

import dev.beckon.log.SnapshotReader;
import org.jspecify.annotations.Nullable;

/**
 * The next few sessions of a snapshot while it is restored, and all of its items so far:
 * turns the snapshot's numbers of items into the index's, looking an id up only once.
 *
 * <p>
 * Thread safety: one thread.
 */
final class RestoredSessions {

	/**
	 * How many sessions are read before they are added: see {@link ReadAhead}.
	 */
	static final int AT_ONCE = 16;

	static final int TYPE_BITS = 4;

	private final int mostEntries;

	private @Nullable String[] names = new String[64];

	/** By the snapshot's number: the index's, which holds while the item is in use. */
	private int[] numbers = new int[64];

	private int known;

	private final int[] gaps = new int[AT_ONCE];

	private final long[] keys = new long[AT_ONCE];

	private final int[] newestEvents = new int[AT_ONCE];

	/** By session: where its entries end, and those of the next begin. */
	private final int[] ends = new int[AT_ONCE];

	private int size;

	/** The snapshot's numbers, later the index's entries. */
	private final int[] items;

	private final int[] types;

	/** The index's numbers, of the items that have one. */
	private final int[] numbered;

	RestoredSessions(int mostEntries) {
		this.mostEntries = mostEntries;
		this.items = new int[AT_ONCE * mostEntries];
		this.types = new int[AT_ONCE * mostEntries];
		this.numbered = new int[AT_ONCE * mostEntries];
	}

	/** Reads the next few, perhaps none; and says whether there may be more. */
	boolean read(SnapshotReader in) throws IOException {
		this.size = 0;
		while (this.size < AT_ONCE) {
			int entries = in.getCount();
			if (entries == 0) {
				return false;
			}
			if (entries > this.mostEntries) {
				throw new IOException("a session of " + entries + " entries");
			}
			int from = begin(this.size);
			this.gaps[this.size] = in.getCount();
			this.keys[this.size] = in.getLong();
			this.newestEvents[this.size] = in.getInt();
			for (int i = from; i < from + entries; i++) {
				readEntry(i, in);
			}
			this.ends[this.size++] = from + entries;
		}
		return true;
	}

	private void readEntry(int i, SnapshotReader in) throws IOException {
		long entry = in.getVarint();
		long item = entry >>> TYPE_BITS;
		if (item == this.known) {
			name(in.getText());
		}
		if (item >= this.known) {
			throw new IOException("an item without a name");
		}
		this.items[i] = (int) item;
		this.types[i] = (int) entry & ((1 << TYPE_BITS) - 1);
	}

	private void name(String name) {
		if (this.known == this.names.length) {
			this.names = Arrays.copyOf(this.names, this.known * 2);
			this.numbers = Arrays.copyOf(this.numbers, this.known * 2);
		}
		this.names[this.known] = name;
		this.numbers[this.known++] = ItemIds.UNKNOWN;
	}

	int size() {
		return this.size;
	}

	/** How many numbers before the i-th session have none. */
	int gap(int i) {
		return this.gaps[i];
	}

	long key(int i) {
		return this.keys[i];
	}

	/** Has all at hand that adding them will need. */
	void readAhead(ReadAhead ahead) {
		for (int i = 0; i < this.size; i++) {
			ahead.note(this.keys[i]);
		}
		int count = 0;
		for (int i = 0; i < begin(this.size); i++) {
			int number = this.numbers[this.items[i]];
			if (number != ItemIds.UNKNOWN) {
				this.numbered[count++] = number;
			}
		}
		ahead.read(this.numbered, count);
	}

	/** The i-th session, without the items there is no room for; to be asked for once. */
	int[] session(int i, int number, ItemIds ids, ItemLists lists) {
		int from = begin(i);
		int kept = from;
		for (int at = from; at < this.ends[i]; at++) {
			int item = number(this.items[at], ids, lists);
			if (item != ItemIds.UNKNOWN) {
				this.items[kept++] = PastSession.entry(item, this.types[at]);
			}
		}
		return PastSession.of(number, this.keys[i], this.newestEvents[i], this.items, from, kept);
	}

	/** Where the entries of the i-th session begin. */
	private int begin(int i) {
		return (i == 0) ? 0 : this.ends[i - 1];
	}

	/** An item that was released meanwhile has no list, or its number another name. */
	private int number(int item, ItemIds ids, ItemLists lists) {
		int number = this.numbers[item];
		String name = this.names[item];
		if (name != null && (number == ItemIds.UNKNOWN || lists.of(number) == null || !name.equals(ids.name(number)))) {
			number = ids.findOrAdd(name);
			this.numbers[item] = number;
		}
		return number;
	}

}
