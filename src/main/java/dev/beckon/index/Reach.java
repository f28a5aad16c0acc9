package dev.beckon.index;

/**
 * How far a query looks, and so what it costs at most.
 *
 * @param visitItems newest distinct items of the visit that count
 * @param sessionsPerItem most recent sessions looked up for each
 * @param neighbours most similar sessions opened beside those with the newest item
 * @param candidates best candidates of the blend that the trees rank
 * @param few candidates below which a query looks a step further
 * @param bridges best candidates that it then goes on from
 * @param sessionsPerBridge most recent sessions looked up for each
 */
record Reach(int visitItems, int sessionsPerItem, int neighbours, int candidates, int few, int bridges,
		int sessionsPerBridge) {

	static final Reach DEFAULT = new Reach(8, 250, 100, 100, 200, 8, 50);

	Reach {
		if (visitItems < 1 || visitItems > Visit.MOST_ITEMS || sessionsPerItem < 1 || neighbours < 1 || candidates < 1
				|| few < 0 || bridges < 1 || sessionsPerBridge < 1) {
			throw new IllegalArgumentException("a query looks at one of each at least");
		}
	}

}
