package dev.beckon.index;

import java.util.List;

import dev.beckon.event.Touch;

/**
 * Turns touches into the entries of a {@link PastSession}: the newest few, with what
 * repeats itself reduced: views of the same item in a row say little more than two of
 * them, and a touch of another kind in the same run (the cart after the view) strengthens
 * the entry instead of adding one.
 *
 * <p>
 * Thread safety: one thread.
 */
final class SessionEntries {

	/** How far back entries are looked for, in touches per entry that may be kept. */
	private static final int TOUCHES_PER_ENTRY = 4;

	private final int[] entries;

	/** Entries fill the array from its end, as touches are read newest first. */
	private int first;

	/** A longer run of one item adds no entry. */
	private final int longestRun;

	SessionEntries(int most, int longestRun) {
		this.entries = new int[most];
		this.first = most;
		this.longestRun = longestRun;
	}

	/**
	 * Reads the touches.
	 * @param touches oldest first
	 * @param items numbers the items; an item there is no room for is left out
	 */
	void take(List<Touch> touches, ItemIds items) {
		int last = touches.size() - 1;
		int reach = Math.max(0, last - this.entries.length * TOUCHES_PER_ENTRY);
		int run = 0;
		this.first = this.entries.length;
		for (int i = last; i >= reach && this.first > 0; i--) {
			Touch touch = touches.get(i);
			int item = items.findOrAdd(touch.itemId());
			if (item == ItemIds.UNKNOWN) {
				continue;
			}
			run = continues(item) ? run + 1 : 1;
			if (run > 1 && (run > this.longestRun || strengthen(PastSession.entry(item, touch.type())))) {
				continue;
			}
			this.entries[--this.first] = PastSession.entry(item, touch.type());
		}
	}

	boolean isEmpty() {
		return this.first == this.entries.length;
	}

	int[] session(int number, long key, int newestEvent) {
		return PastSession.of(number, key, newestEvent, this.entries, this.first, this.entries.length);
	}

	private boolean continues(int item) {
		return !isEmpty() && PastSession.item(this.entries[this.first]) == item;
	}

	/** Whether the entry already there takes the touch in, as the stronger of the two. */
	private boolean strengthen(int entry) {
		int there = this.entries[this.first];
		this.entries[this.first] = Math.max(there, entry);
		return there != entry;
	}

}
