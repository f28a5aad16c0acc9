package dev.beckon.index;

import java.util.Arrays;
import java.util.List;

import dev.beckon.event.Touch;

/**
 * Reads what the next few sessions will need, so that it is in the processor's caches by
 * then. An item is five cache misses away, each of which needs the one before it: its
 * hash, its number, its name, its list, and the place in the list. So all items of all
 * these sessions go through them step by step: the misses of one step happen side by
 * side, and cost little more than one of them.
 *
 * <p>
 * Thread safety: one thread, that of the index's writer.
 */
final class ReadAhead {

	private final SessionNumbers numbers;

	private final ItemIds items;

	private final ItemLists lists;

	/** Of the items noted: first their hashes, then their numbers. */
	private int[] noted = new int[256];

	private int size;

	/** Only there so that no read is optimised away. */
	@SuppressWarnings("UnusedVariable")
	private int read;

	ReadAhead(SessionNumbers numbers, ItemIds items, ItemLists lists) {
		this.numbers = numbers;
		this.items = items;
		this.lists = lists;
	}

	/** Takes note of a session. */
	void note(long key, List<Touch> touches) {
		note(key);
		if (this.size + touches.size() > this.noted.length) {
			this.noted = Arrays.copyOf(this.noted, Math.max(this.size + touches.size(), this.noted.length * 2));
		}
		for (int i = 0; i < touches.size(); i++) {
			this.noted[this.size++] = ItemIds.hash(touches.get(i).itemId());
		}
	}

	/** Takes note of a session whose items have numbers already. */
	void note(long key) {
		this.read += this.numbers.touch(key);
	}

	/** Reads for all that was noted. */
	void readAll() {
		read(this.noted, this.items.likely(this.noted, this.size));
		this.size = 0;
	}

	/** Reads for items by their numbers. */
	void read(int[] of, int count) {
		int sum = this.items.touchNames(of, count);
		sum += this.lists.touchEnds(of, count);
		sum += this.lists.touchPlaces(of, count);
		this.read += sum;
	}

}
