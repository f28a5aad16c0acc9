package dev.beckon.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The sessions that touched one item most recently, as session numbers in the order in
 * which they came to touch it.
 *
 * <p>
 * A ring addressed by absolute position: position {@code p} lives at {@code p mod length}
 * whatever the length, so the ring may grow under a reader. The writer stores a number
 * before it moves {@link #end} past it (release/acquire), and replaces the ring before it
 * moves {@code end} beyond what the old one could hold. A reader overtaken by a full turn
 * finds a newer session of the same item where an older one was: never a wrong one, and
 * nothing to retry. A session that was forgotten may still be named here; whoever reads
 * checks the number against {@link SessionIndex#oldest()}.
 *
 * <p>
 * Thread safety: one writer thread; {@link #end}, {@link #ring} and {@link #sessions} by
 * any thread.
 */
final class Postings {

	private static final int SMALLEST = 2;

	/** Object headers and fields of a list and its ring. */
	private static final int FIXED_BYTES = 32 + 16;

	private static final VarHandle END;
	static {
		try {
			END = MethodHandles.lookup().findVarHandle(Postings.class, "end", long.class);
		}
		catch (ReflectiveOperationException impossible) {
			throw new ExceptionInInitializerError(impossible);
		}
	}

	private volatile int[] ring = new int[SMALLEST];

	@SuppressWarnings("unused")
	private long end;

	/** Read by other threads without a fence: a count a moment old will do. */
	private int sessions;

	/** The position after the newest. */
	long end() {
		return (long) END.getAcquire(this);
	}

	/**
	 * Where the numbers are; position {@code p} is at {@code p & (length - 1)}. A zero is
	 * no session. To be read after {@link #end}.
	 */
	int[] ring() {
		return this.ring;
	}

	/** How many sessions of the index touched the item, also those this list dropped. */
	int sessions() {
		return this.sessions;
	}

	/**
	 * Adds the newest session. The list grows only where it would lose a session that is
	 * still held.
	 * @param session its number
	 * @param oldest the lowest number still held
	 * @param most the longest the list may get, a power of two
	 */
	void add(int session, int oldest, int most) {
		long at = (long) END.get(this);
		int overwritten = this.ring[(int) at & (this.ring.length - 1)];
		if (overwritten != 0 && overwritten - oldest >= 0 && this.ring.length < most) {
			this.ring = doubled(at);
		}
		this.ring[(int) at & (this.ring.length - 1)] = session;
		END.setRelease(this, at + 1);
		this.sessions++;
	}

	/** A session was forgotten; its number stays behind, recognised by its age. */
	void forgetOne() {
		this.sessions--;
	}

	/** Whether most of the list is of no use. */
	boolean isSparse() {
		return this.ring.length > SMALLEST && this.sessions <= this.ring.length / 4;
	}

	/** The same list without one session, and without those that were forgotten. */
	Postings without(int session, int oldest, int most) {
		Postings rest = new Postings();
		long end = (long) END.get(this);
		for (long p = Math.max(0, end - this.ring.length); p < end; p++) {
			int number = this.ring[(int) p & (this.ring.length - 1)];
			if (number != session && number != 0 && number - oldest >= 0) {
				rest.add(number, oldest, most);
			}
		}
		rest.sessions = this.sessions;
		return rest;
	}

	int bytes() {
		return FIXED_BYTES + this.ring.length * Integer.BYTES;
	}

	private int[] doubled(long end) {
		int[] old = this.ring;
		int[] doubled = new int[old.length * 2];
		for (long p = Math.max(0, end - old.length); p < end; p++) {
			doubled[(int) p & (doubled.length - 1)] = old[(int) p & (old.length - 1)];
		}
		return doubled;
	}

}
