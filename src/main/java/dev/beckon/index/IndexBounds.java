package dev.beckon.index;

/**
 * How much the index may hold. Whichever bound is reached first has the oldest sessions
 * forgotten.
 *
 * @param maxSessions most sessions
 * @param maxItems most items; further items are ignored until others are forgotten
 * @param maxBytes most bytes, as {@link SessionIndex#bytes()} counts them
 * @param maxSessionItems how many of a session's newest touches are kept
 * @param sessionsPerItem how many of the sessions that touched an item are kept for it:
 * the m of VMIS-kNN
 */
public record IndexBounds(int maxSessions, int maxItems, long maxBytes, int maxSessionItems, int sessionsPerItem,
		int longestRun) {

	public IndexBounds {
		if (maxSessions < 1 || maxSessions > 1 << 28 || maxItems < 1 || maxItems > PastSession.MAX_ITEMS || maxBytes < 1
				|| maxSessionItems < 1 || longestRun < 1 || sessionsPerItem < 1 || sessionsPerItem > 1 << 20) {
			throw new IllegalArgumentException("a bound of the index is out of range");
		}
	}

	/** The ring a list of sessions may grow to: sessions per item, to a power of two. */
	int longestList() {
		return Integer.highestOneBit(Math.max(2, this.sessionsPerItem * 2 - 1));
	}

}
