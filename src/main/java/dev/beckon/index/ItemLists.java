package dev.beckon.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The {@link Postings} of every item; an item lives as long as its list has a session.
 *
 * <p>
 * Thread safety: one writer thread; {@link #of} by any thread.
 */
final class ItemLists {

	private static final int REFERENCE_BYTES = 4;

	private static final VarHandle LIST = MethodHandles.arrayElementVarHandle(int[][].class);

	private final int longest;

	private final ItemIds items;

	private volatile int[] @Nullable [] lists = new int[64][];

	private long listBytes;

	/**
	 * No lists yet.
	 * @param longest the longest a list may get, a power of two
	 * @param items where an item whose list became empty is released
	 */
	ItemLists(int longest, ItemIds items) {
		this.longest = longest;
		this.items = items;
	}

	int @Nullable [] of(int item) {
		int[] @Nullable [] current = this.lists;
		return (item < current.length) ? (int[]) LIST.getAcquire(current, item) : null;
	}

	/** Reads where the lists of these items end; the result means nothing. */
	int touchEnds(int[] of, int count) {
		int sum = 0;
		for (int i = 0; i < count; i++) {
			int[] list = of(of[i]);
			sum += (list != null) ? Postings.end(list) : 0;
		}
		return sum;
	}

	/** Reads where the next session of each will be written; the result means nothing. */
	int touchPlaces(int[] of, int count) {
		int sum = 0;
		for (int i = 0; i < count; i++) {
			int[] list = of(of[i]);
			sum += (list != null) ? Postings.at(list, Postings.end(list)) : 0;
		}
		return sum;
	}

	@SuppressWarnings("ReferenceEquality") // whether it is the very same list
	void add(int item, int session, int oldest) {
		if (item >= this.lists.length) {
			this.lists = Arrays.copyOf(this.lists, Math.max(item + 1, this.lists.length * 2));
		}
		int[] list = this.lists[item];
		int[] longer = (list != null) ? Postings.add(list, session, oldest, this.longest) : Postings.of(session);
		if (longer != list) {
			publish(item, list, longer);
		}
	}

	/** Takes a session of any age out of an item's list. */
	void remove(int item, int session, int oldest) {
		int[] list = held(item);
		Postings.forgetOne(list);
		publish(item, list, Postings.without(list, session, oldest, this.longest));
	}

	/** The oldest session of an item was forgotten. */
	void forgetOne(int item, int oldest) {
		int[] list = held(item);
		Postings.forgetOne(list);
		if (Postings.sessions(list) == 0 || Postings.isSparse(list)) {
			publish(item, list, Postings.without(list, 0, oldest, this.longest));
		}
	}

	long bytes() {
		return this.listBytes + (long) this.lists.length * REFERENCE_BYTES;
	}

	private void publish(int item, int @Nullable [] before, int[] list) {
		boolean holds = Postings.sessions(list) > 0;
		LIST.setRelease(this.lists, item, holds ? list : null);
		this.listBytes += (holds ? Postings.bytes(list) : 0) - ((before != null) ? Postings.bytes(before) : 0);
		if (!holds) {
			this.items.release(item);
		}
	}

	private int[] held(int item) {
		int[] list = this.lists[item];
		if (list == null) {
			throw new IllegalStateException("item " + item + " is not held");
		}
		return list;
	}

}
