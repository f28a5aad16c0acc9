package dev.beckon.index;

import dev.beckon.event.InteractionType;

/**
 * A past session as the index keeps it: one immutable {@code int[]}, so that publishing
 * it is one store and a reader can never see half of it.
 *
 * <pre>
 * [0]    session number      the order in which sessions first arrived
 * [1][2] key                 hash of the session id
 * [3]    newest event        low bits of the hash of the newest interaction's event id
 * [4..]  entries             oldest first: item number, and above it the interaction type
 * </pre>
 */
final class PastSession {

	/** Where the entries begin. */
	static final int FIRST = 4;

	private static final int ITEM_BITS = 28;

	private static final int ITEM_MASK = (1 << ITEM_BITS) - 1;

	/** The most items an entry can tell apart. */
	static final int MAX_ITEMS = ITEM_MASK;

	private static final int ARRAY_HEADER_BYTES = 16;

	private PastSession() {
	}

	static int[] of(int number, long key, int newestEvent, int[] entries, int from, int to) {
		int[] session = new int[FIRST + to - from];
		session[0] = number;
		session[1] = (int) (key >>> 32);
		session[2] = (int) key;
		session[3] = newestEvent;
		System.arraycopy(entries, from, session, FIRST, to - from);
		return session;
	}

	/** An entry; of two with the same item the stronger interaction's is the greater. */
	@SuppressWarnings("EnumOrdinal") // declaration order is the wire code
	static int entry(int item, InteractionType type) {
		return entry(item, type.ordinal());
	}

	static int entry(int item, int typeCode) {
		return (typeCode << ITEM_BITS) | item;
	}

	static int item(int entry) {
		return entry & ITEM_MASK;
	}

	static int typeCode(int entry) {
		return entry >>> ITEM_BITS;
	}

	static int number(int[] session) {
		return session[0];
	}

	static long key(int[] session) {
		return ((long) session[1] << 32) | (session[2] & 0xffffffffL);
	}

	static int newestEvent(int[] session) {
		return session[3];
	}

	/** Whether the entry at {@code at} is the first of the session with its item. */
	static boolean isFirst(int[] session, int at) {
		return !mentions(session, item(session[at]), at);
	}

	/** Whether an entry before {@code end} has that item. */
	static boolean mentions(int[] session, int item, int end) {
		for (int i = FIRST; i < end; i++) {
			if (item(session[i]) == item) {
				return true;
			}
		}
		return false;
	}

	static int bytes(int[] session) {
		return ARRAY_HEADER_BYTES + ((session.length * Integer.BYTES + 7) & ~7);
	}

}
