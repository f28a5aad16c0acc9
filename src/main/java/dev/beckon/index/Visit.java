package dev.beckon.index;

import java.util.List;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;

/**
 * What a visitor touched lately, as a ranking asks with it: numbers of items the index
 * knows, newest first, each item once.
 *
 * <p>
 * Only the newest run of touches without a gap over the idle timeout counts: an older
 * visit was about something else more often than not. Of it, only the newest few distinct
 * items count, and only so many touches are looked at, so a visit of any length costs the
 * same.
 *
 * <p>
 * Thread safety: one thread at a time.
 */
final class Visit {

	/** Distinct items a visit may have. */
	static final int MOST_ITEMS = 32;

	/** Touches looked at. */
	static final int MOST_TOUCHES = 256;

	/** Own touches by which the visitor's own session is recognised. */
	private static final int OWN_EVENTS = 8;

	private static final long IDLE_MILLIS = 30 * 60 * 1000L;

	private final int[] items = new int[MOST_ITEMS];

	private final int[] places = new int[MOST_ITEMS];

	private final int[] times = new int[MOST_ITEMS];

	private final InteractionType[] types = new InteractionType[MOST_ITEMS];

	private final int[] ownEvents = new int[OWN_EVENTS];

	private int size;

	private int length;

	private int ownCount;

	void clear() {
		this.size = 0;
		this.length = 0;
		this.ownCount = 0;
	}

	/** Reads the touches, oldest first, which may span several visits. */
	void take(List<Touch> touches, ItemIds ids) {
		clear();
		int last = touches.size() - 1;
		int reach = Math.max(0, last - MOST_TOUCHES + 1);
		for (int i = last; i >= reach; i--) {
			Touch touch = touches.get(i);
			if (i < last && touches.get(i + 1).timeMillis() - touch.timeMillis() > IDLE_MILLIS) {
				return;
			}
			if (this.ownCount < OWN_EVENTS) {
				this.ownEvents[this.ownCount++] = (int) touch.eventHash();
			}
			add(touch, ids);
		}
	}

	/** Reads the first few touches of one visit, whatever the gaps between them. */
	void takeFirst(List<Touch> touches, int count, ItemIds ids) {
		clear();
		for (int i = count - 1; i >= Math.max(0, count - MOST_TOUCHES); i--) {
			add(touches.get(i), ids);
		}
	}

	private void add(Touch touch, ItemIds ids) {
		if (touch.type() != InteractionType.REMOVE_FROM_CART) {
			touch(ids.find(touch.itemId()), touch.type());
		}
	}

	/** Adds the next older touch; an item unknown to the index only takes its place. */
	void touch(int item, InteractionType type) {
		int place = this.length++;
		if (item == ItemIds.UNKNOWN) {
			return;
		}
		int known = indexOf(item);
		if (known >= 0) {
			this.times[known]++;
			this.types[known] = (type.compareTo(this.types[known]) > 0) ? type : this.types[known];
		}
		else if (this.size < MOST_ITEMS) {
			this.items[this.size] = item;
			this.places[this.size] = place;
			this.times[this.size] = 1;
			this.types[this.size++] = type;
		}
	}

	/** Distinct items. */
	int size() {
		return this.size;
	}

	/** Touches, of unknown items too. */
	int length() {
		return this.length;
	}

	/** The i-th newest distinct item. */
	int item(int i) {
		return this.items[i];
	}

	/** How many touches are newer than the i-th item's newest. */
	int place(int i) {
		return this.places[i];
	}

	/** How often the i-th item was touched. */
	int times(int i) {
		return this.times[i];
	}

	/** The code of the strongest thing done to the i-th item. */
	@SuppressWarnings("EnumOrdinal") // declaration order is the wire code
	int strength(int i) {
		return this.types[i].ordinal();
	}

	/** The strongest thing done to the i-th item. */
	InteractionType type(int i) {
		return this.types[i];
	}

	/** Which of the distinct items this one is, or -1. */
	int indexOf(int item) {
		for (int i = 0; i < this.size; i++) {
			if (this.items[i] == item) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Whether a session of the index is this very visit, perhaps a few touches behind:
	 * nobody is their own neighbour.
	 */
	boolean owns(int[] session) {
		int newest = PastSession.newestEvent(session);
		for (int i = 0; i < this.ownCount; i++) {
			if (this.ownEvents[i] == newest) {
				return true;
			}
		}
		return false;
	}

}
