package dev.beckon.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import org.jspecify.annotations.Nullable;

/**
 * Where the {@link PastSession}s are, by number: a ring of slots, each with one session
 * or none. A session is published by one release store; a slot with another number means
 * "forgotten since".
 *
 * <p>
 * Thread safety: one writer thread; {@link #find} by any thread.
 */
final class SessionSlots {

	private static final int REFERENCE_BYTES = 4;

	private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[][].class);

	private volatile int[] @Nullable [] slots = new int[64][];

	private long sessionBytes;

	/** The session of that number, or null once forgotten. */
	int @Nullable [] find(int number) {
		int[] @Nullable [] current = this.slots;
		int[] session = (int[]) SLOT.getAcquire(current, number & (current.length - 1));
		return (session != null && PastSession.number(session) == number) ? session : null;
	}

	/** Puts a session in its slot, which has none or an earlier form of it. */
	void publish(int[] session) {
		int[] @Nullable [] current = this.slots;
		int at = PastSession.number(session) & (current.length - 1);
		int[] before = current[at];
		SLOT.setRelease(current, at, session);
		this.sessionBytes += PastSession.bytes(session) - ((before != null) ? PastSession.bytes(before) : 0);
	}

	void vacate(int[] session) {
		SLOT.setRelease(this.slots, PastSession.number(session) & (this.slots.length - 1), null);
		this.sessionBytes -= PastSession.bytes(session);
	}

	int capacity() {
		return this.slots.length;
	}

	void grow() {
		int[] @Nullable [] old = this.slots;
		int[] @Nullable [] roomier = new int[old.length * 2][];
		for (int[] session : old) {
			if (session != null) {
				roomier[PastSession.number(session) & (roomier.length - 1)] = session;
			}
		}
		this.slots = roomier;
	}

	long bytes() {
		return this.sessionBytes + (long) this.slots.length * REFERENCE_BYTES;
	}

}
