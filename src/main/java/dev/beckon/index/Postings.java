package dev.beckon.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * The sessions that touched one item most recently, as session numbers in the order in
 * which they came to touch it: one {@code int[]} an item, so that a list is two cache
 * misses away and not four.
 *
 * <pre>
 * [0]    end        the position after the newest
 * [1]    sessions   how many of the index touched the item, also those no longer listed
 * [2..]  ring       a power of two of numbers; position p is at p mod its length, 0 is none
 * </pre>
 *
 * <p>
 * The writer stores a number before it moves the end past it (release/acquire). A list
 * that must grow is copied and published whole; a reader that still has the old one finds
 * it as it was. A reader overtaken by a full turn finds a newer session of the same item
 * where an older one was: never a wrong one, and nothing to retry. A session that was
 * forgotten may still be named here; whoever reads checks the number against
 * {@link SessionIndex#oldest()}.
 *
 * <p>
 * The end stays under twice the ring's length: beyond it, one turn less says the same.
 */
final class Postings {

	private static final int END = 0;

	private static final int SESSIONS = 1;

	private static final int RING = 2;

	private static final int SMALLEST = 2;

	private static final int ARRAY_HEADER_BYTES = 16;

	private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);

	private Postings() {
	}

	/** The position after the newest; to be read before anything else. */
	static int end(int[] list) {
		return (int) ELEMENT.getAcquire(list, END);
	}

	/** How many positions before {@code end} there are. */
	static int kept(int[] list, int end) {
		return Math.min(end, ring(list));
	}

	/** The number at a position, or 0 for none. */
	static int at(int[] list, int position) {
		return list[RING + (position & (ring(list) - 1))];
	}

	/**
	 * How many sessions of the index touched the item, also those this list dropped; a
	 * count a moment old.
	 */
	static int sessions(int @Nullable [] list) {
		return (list != null) ? list[SESSIONS] : 0;
	}

	/** A list of one session. */
	static int[] of(int session) {
		int[] list = new int[RING + SMALLEST];
		list[RING] = session;
		list[END] = 1;
		list[SESSIONS] = 1;
		return list;
	}

	/**
	 * Adds the newest session. The list grows only where it would lose a session that is
	 * still held.
	 * @param session its number
	 * @param oldest the lowest number still held
	 * @param most the longest the ring may get, a power of two
	 * @return the list with the session, which is another one if it had to grow
	 */
	static int[] add(int[] list, int session, int oldest, int most) {
		int end = list[END];
		int overwritten = at(list, end);
		boolean grows = overwritten != 0 && overwritten - oldest >= 0 && ring(list) < most;
		int[] roomy = grows ? doubled(list) : list;
		int ring = ring(roomy);
		roomy[RING + (end & (ring - 1))] = session;
		roomy[SESSIONS]++;
		ELEMENT.setRelease(roomy, END, (end + 1 == 2 * ring) ? ring : end + 1);
		return roomy;
	}

	/** A session was forgotten; its number stays behind, recognised by its age. */
	static void forgetOne(int[] list) {
		list[SESSIONS]--;
	}

	/** Whether most of the list is of no use. */
	static boolean isSparse(int[] list) {
		return ring(list) > SMALLEST && list[SESSIONS] <= ring(list) / 4;
	}

	/** The same list without one session, and without those that were forgotten. */
	static int[] without(int[] list, int session, int oldest, int most) {
		int[] rest = new int[RING + SMALLEST];
		int end = list[END];
		for (int p = end - kept(list, end); p < end; p++) {
			int number = at(list, p);
			if (number != session && number != 0 && number - oldest >= 0) {
				rest = add(rest, number, oldest, most);
			}
		}
		rest[SESSIONS] = list[SESSIONS];
		return rest;
	}

	static int bytes(int[] list) {
		return ARRAY_HEADER_BYTES + list.length * Integer.BYTES;
	}

	private static int ring(int[] list) {
		return list.length - RING;
	}

	private static int[] doubled(int[] list) {
		int[] doubled = new int[RING + 2 * ring(list)];
		int end = list[END];
		doubled[END] = end;
		doubled[SESSIONS] = list[SESSIONS];
		for (int p = end - kept(list, end); p < end; p++) {
			doubled[RING + (p & (ring(doubled) - 1))] = at(list, p);
		}
		return doubled;
	}

}
