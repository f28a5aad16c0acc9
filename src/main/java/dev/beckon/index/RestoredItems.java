package dev.beckon.index;

import java.io.IOException;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The items of a snapshot while it is restored, and the entries of the session that is
 * next: turns the snapshot's numbers into the index's, looking an id up only once.
 *
 * <p>
 * Thread safety: one thread.
 */
final class RestoredItems {

	private final int mostEntries;

	private @Nullable String[] names = new String[64];

	/** By the snapshot's number: the index's, which holds while the item is in use. */
	private int[] numbers = new int[64];

	private int size;

	private int[] items = new int[64];

	private int[] types = new int[64];

	private int entries;

	RestoredItems(int mostEntries) {
		this.mostEntries = mostEntries;
	}

	/** Begins a session of so many entries. */
	void begin(int count) throws IOException {
		if (count > this.mostEntries) {
			throw new IOException("a session of " + count + " entries");
		}
		if (count > this.items.length) {
			this.items = new int[count];
			this.types = new int[count];
		}
		this.entries = 0;
	}

	boolean isNew(int item) {
		return item == this.size;
	}

	/**
	 * Adds an entry.
	 * @param item the snapshot's number
	 * @param name the item's id where it is new, otherwise null
	 */
	void add(int item, int type, @Nullable String name) throws IOException {
		if (name != null) {
			if (this.size == this.names.length) {
				this.names = Arrays.copyOf(this.names, this.size * 2);
				this.numbers = Arrays.copyOf(this.numbers, this.size * 2);
			}
			this.names[this.size] = name;
			this.numbers[this.size++] = ItemIds.UNKNOWN;
		}
		if (item < 0 || item >= this.size) {
			throw new IOException("an item without a name");
		}
		this.items[this.entries] = item;
		this.types[this.entries++] = type;
	}

	/** The session, without the items there is no room for. */
	int[] session(int number, long key, int newestEvent, ItemIds ids, ItemLists lists) {
		int kept = 0;
		for (int i = 0; i < this.entries; i++) {
			int item = number(this.items[i], ids, lists);
			if (item != ItemIds.UNKNOWN) {
				this.items[kept++] = PastSession.entry(item, this.types[i]);
			}
		}
		return PastSession.of(number, key, newestEvent, this.items, 0, kept);
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
