package dev.beckon.index;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the opened past sessions say about each candidate: sums, one row a candidate. A
 * row is 16 floats, one cache line, because a query adds to a few of each of some
 * thousand rows in no order.
 *
 * <p>
 * Thread safety: one thread at a time.
 */
final class Evidence {

	/** Similarity of the sessions, by the distance to the shared item. */
	static final int NEAR = 0;

	/** Sessions with the candidate. */
	static final int SESSIONS = 1;

	/** The largest single addition to {@link #NEAR}. */
	static final int LARGEST = 2;

	/** Rules that the candidate follows the visit's newest item. */
	static final int RULES = 3;

	/** Times it came right after the newest item. */
	static final int NEXT = 4;

	/** Sessions with both it and the newest item. */
	static final int WITH_NEWEST = 5;

	/** Rules that it precedes the newest item. */
	static final int BEFORE = 6;

	/** Sessions with both it and the second newest item. */
	static final int WITH_SECOND = 7;

	/** Rules that it follows the second newest item. */
	static final int RULES_SECOND = 8;

	/** Similarity of the sessions, whatever the distance. */
	static final int ANYWHERE = 9;

	/** Freshness of its newest session: 1 is now, 0 never. */
	static final int FRESHEST = 10;

	/** Times it came right after the second newest item. */
	static final int NEXT_SECOND = 11;

	/** Rules that it follows the third newest item. */
	static final int RULES_THIRD = 12;

	/** {@link #NEXT}, older sessions counting less. */
	static final int NEXT_LATELY = 13;

	/** Similarity of the sessions where it was more than viewed. */
	static final int WANTED = 14;

	/** Sessions with a candidate that is near, by the distance to it. */
	static final int FAR = 15;

	/** What operators see the columns as, in their order. */
	private static final List<String> NAMES = List.of("near", "sessions", "largest", "rules", "next", "withNewest",
			"before", "withSecond", "rulesSecond", "anywhere", "freshest", "nextSecond", "rulesThird", "nextLately",
			"wanted", "far");

	private static final int ROW_BITS = 4;

	private float[] rows = new float[512 << ROW_BITS];

	/** By candidate: which item of the visit {@link #LARGEST} came through. */
	private int[] through = new int[512];

	/** By candidate: the last session that added to it, to count a session once. */
	private int[] session = new int[512];

	/** Makes the row of a candidate, all zero. */
	void begin(int candidate) {
		if (candidate >= this.through.length) {
			int roomier = this.through.length * 2;
			this.rows = Arrays.copyOf(this.rows, roomier << ROW_BITS);
			this.through = Arrays.copyOf(this.through, roomier);
			this.session = Arrays.copyOf(this.session, roomier);
		}
		Arrays.fill(this.rows, candidate << ROW_BITS, (candidate + 1) << ROW_BITS, 0);
		this.through[candidate] = 0;
		this.session[candidate] = 0;
	}

	float get(int candidate, int what) {
		return this.rows[(candidate << ROW_BITS) + what];
	}

	/** The most any of the first few candidates has of it; never zero. */
	float most(int what, int candidates) {
		float most = Float.MIN_NORMAL;
		for (int i = 0; i < candidates; i++) {
			most = Math.max(most, get(i, what));
		}
		return most;
	}

	void add(int candidate, int what, float amount) {
		this.rows[(candidate << ROW_BITS) + what] += amount;
	}

	/** Adds what a session says by its similarity, and whom to thank for it. */
	void addNear(int candidate, float similarity, float amount, float freshness, int through) {
		int row = candidate << ROW_BITS;
		this.rows[row + NEAR] += amount;
		this.rows[row + SESSIONS]++;
		this.rows[row + ANYWHERE] += similarity;
		this.rows[row + FRESHEST] = Math.max(this.rows[row + FRESHEST], freshness);
		if (amount > this.rows[row + LARGEST]) {
			this.rows[row + LARGEST] = amount;
			this.through[candidate] = through;
		}
	}

	/** Adds what a session says that shares a candidate, and whom to thank for it. */
	void addFar(int candidate, float amount, int through) {
		int row = candidate << ROW_BITS;
		if (this.rows[row + LARGEST] == 0 && this.rows[row + FAR] == 0) {
			this.through[candidate] = through;
		}
		this.rows[row + FAR] += amount;
	}

	/** Whether this is the first time the session comes by this candidate. */
	boolean firstOf(int candidate, int sessionNumber) {
		boolean first = this.session[candidate] != sessionNumber;
		this.session[candidate] = sessionNumber;
		return first;
	}

	/** What there is on a candidate, by name; what is zero is left out. */
	Map<String, Float> named(int candidate) {
		Map<String, Float> named = new LinkedHashMap<>();
		for (int i = 0; i < NAMES.size(); i++) {
			if (get(candidate, i) != 0) {
				named.put(NAMES.get(i), get(candidate, i));
			}
		}
		return Collections.unmodifiableMap(named);
	}

	/** Which item of the visit did most for the candidate. */
	int through(int candidate) {
		return this.through[candidate];
	}

}
