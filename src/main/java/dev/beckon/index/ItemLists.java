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

	private static final VarHandle LIST = MethodHandles.arrayElementVarHandle(Postings[].class);

	private final int longest;

	private final ItemIds items;

	private volatile @Nullable Postings[] lists = new Postings[64];

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

	@Nullable Postings of(int item) {
		@Nullable Postings[] current = this.lists;
		return (item < current.length) ? (Postings) LIST.getAcquire(current, item) : null;
	}

	void add(int item, int session, int oldest) {
		if (item >= this.lists.length) {
			this.lists = Arrays.copyOf(this.lists, Math.max(item + 1, this.lists.length * 2));
		}
		Postings list = this.lists[item];
		if (list == null) {
			list = new Postings();
			LIST.setRelease(this.lists, item, list);
		}
		else {
			this.listBytes -= list.bytes();
		}
		list.add(session, oldest, this.longest);
		this.listBytes += list.bytes();
	}

	/** Takes a session of any age out of an item's list. */
	void remove(int item, int session, int oldest) {
		Postings list = held(item);
		list.forgetOne();
		replace(item, list, list.without(session, oldest, this.longest));
	}

	/** The oldest session of an item was forgotten. */
	void forgetOne(int item, int oldest) {
		Postings list = held(item);
		list.forgetOne();
		if (list.sessions() == 0 || list.isSparse()) {
			replace(item, list, list.without(0, oldest, this.longest));
		}
	}

	long bytes() {
		return this.listBytes + (long) this.lists.length * REFERENCE_BYTES;
	}

	private void replace(int item, Postings list, Postings rest) {
		this.listBytes -= list.bytes();
		if (rest.sessions() > 0) {
			this.listBytes += rest.bytes();
			LIST.setRelease(this.lists, item, rest);
		}
		else {
			LIST.setRelease(this.lists, item, null);
			this.items.release(item);
		}
	}

	private Postings held(int item) {
		Postings list = this.lists[item];
		if (list == null) {
			throw new IllegalStateException("item " + item + " is not held");
		}
		return list;
	}

}
