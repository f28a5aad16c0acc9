package dev.beckon.session;

import java.util.List;

import dev.beckon.event.Hashing;
import dev.beckon.event.Touch;

/**
 * One visit: a visitor's run of interactions with no gap over the idle timeout.
 *
 * @param visitorId whose visit it is
 * @param startMillis event time of the visit's first interaction; with the visitor it
 * makes the session's id, and it stays when {@code touches} no longer reaches back that
 * far
 * @param touches the visit's newest interactions, oldest first, never empty
 */
public record Session(String visitorId, long startMillis, List<Touch> touches) {

	public Session {
		if (touches.isEmpty()) {
			throw new IllegalArgumentException("a session has at least one interaction");
		}
		if (startMillis > touches.getFirst().timeMillis()) {
			throw new IllegalArgumentException("a session starts with or before its first remembered interaction");
		}
		touches = List.copyOf(touches);
	}

	/**
	 * The id: a function of the visitor and the first event time, so that it does not
	 * depend on arrival order.
	 */
	public String sessionId() {
		return idPrefix(this.visitorId) + Long.toString(this.startMillis, Character.MAX_RADIX);
	}

	/** What the ids of all of a visitor's sessions begin with. */
	public static String idPrefix(String visitorId) {
		return Long.toHexString(Hashing.hash64(visitorId)) + "-";
	}

	/**
	 * The hash of the visitor a session id belongs to.
	 * @throws IllegalArgumentException when {@code sessionId} is none
	 */
	static long visitorHash(String sessionId) {
		return Long.parseUnsignedLong(sessionId.substring(0, Math.max(0, sessionId.indexOf('-'))), 16);
	}

	/**
	 * When the session with this id started.
	 * @throws IllegalArgumentException when {@code sessionId} is none
	 */
	static long startMillis(String sessionId) {
		return Long.parseLong(sessionId.substring(sessionId.indexOf('-') + 1), Character.MAX_RADIX);
	}

	/** Whether the interaction with this event hash is among the remembered ones. */
	boolean knows(long eventHash) {
		for (int i = this.touches.size() - 1; i >= 0; i--) {
			if (this.touches.get(i).eventHash() == eventHash) {
				return true;
			}
		}
		return false;
	}

	/** Event time of the newest interaction. */
	public long endMillis() {
		return this.touches.getLast().timeMillis();
	}

}
