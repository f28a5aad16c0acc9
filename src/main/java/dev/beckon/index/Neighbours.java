package dev.beckon.index;

/**
 * Finds the past sessions nearest to a visit and gathers what they say about each of
 * their items. Every session with the visit's newest item is opened, since what followed
 * it is the best single predictor; of the rest, the most similar few.
 *
 * <p>
 * Costs at most {@code visitItems × sessionsPerItem} additions to a tally and
 * {@code sessionsPerItem + neighbours} opened sessions, whatever the visit, and nothing
 * is allocated once the scratch has grown to its working size.
 *
 * <p>
 * Thread safety: immutable.
 */
final class Neighbours {

	/** Rules reach this far forward, and half of it back. */
	private static final int RULE_STEPS = 10;

	/** The newest items of a visit that have rules of their own. */
	private static final int ANCHORS = 3;

	private static final float LATELY = 0.3f;

	private final Reach reach;

	private final Weights weights;

	Neighbours(Reach reach, Weights weights) {
		this.reach = reach;
		this.weights = weights;
	}

	/**
	 * Leaves the candidates and their evidence in the scratch whose visit is filled in.
	 * The items of the visit are the first candidates, in its order.
	 */
	void gather(SessionIndex index, Scratch scratch) {
		Visit visit = scratch.visit;
		int items = Math.min(visit.size(), this.reach.visitItems());
		for (int i = 0; i < items; i++) {
			scratch.candidate(visit.item(i));
		}
		int oldest = index.oldest();
		float span = Math.max(1, index.next() - oldest);
		for (int i = 0; i < items; i++) {
			findSharing(index, scratch, i, oldest);
		}
		Tally sessions = scratch.sessions;
		touchWithNewest(index, scratch);
		scratch.best.begin(this.reach.neighbours());
		for (int i = 0; i < sessions.size(); i++) {
			float freshness = Math.clamp((sessions.key(i) - oldest) / span, 0, 1);
			sessions.set(i, sessions.sum(i) * this.weights.aged(1 - freshness));
			if (scratch.newestShared(i) == 0) {
				open(index, scratch, i, freshness);
			}
			else {
				scratch.best.offer(sessions.sum(i), i);
			}
		}
		touchBest(index, scratch);
		for (int i = 0; i < scratch.best.size(); i++) {
			int position = scratch.best.position(i);
			open(index, scratch, position, Math.clamp((sessions.key(position) - oldest) / span, 0, 1));
		}
	}

	/**
	 * Reads a word of each session that will be opened, one right after the other, so
	 * that their cache misses overlap: opened as they come, each would be waited for.
	 */
	private static void touchWithNewest(SessionIndex index, Scratch scratch) {
		Tally sessions = scratch.sessions;
		int sum = 0;
		for (int i = 0; i < sessions.size(); i++) {
			sum += (scratch.newestShared(i) == 0) ? index.touch(sessions.key(i)) : 0;
		}
		scratch.touched = sum;
	}

	private static void touchBest(SessionIndex index, Scratch scratch) {
		int sum = 0;
		for (int i = 0; i < scratch.best.size(); i++) {
			sum += index.touch(scratch.sessions.key(scratch.best.position(i)));
		}
		scratch.touched = sum;
	}

	private void findSharing(SessionIndex index, Scratch scratch, int i, int oldest) {
		Visit visit = scratch.visit;
		int[] list = index.postings(visit.item(i));
		if (list == null) {
			return;
		}
		float weight = this.weights.visited(visit.place(i), visit.type(i));
		int end = Postings.end(list);
		int stop = end - Math.min(this.reach.sessionsPerItem(), Postings.kept(list, end));
		for (int p = end - 1; p >= stop; p--) {
			int number = Postings.at(list, p);
			if (number != 0 && number - oldest >= 0) {
				scratch.share(number, weight, i);
			}
		}
	}

	private void open(SessionIndex index, Scratch scratch, int position, float freshness) {
		int[] session = index.session(scratch.sessions.key(position));
		if (session == null || scratch.visit.owns(session)) {
			return;
		}
		int[] candidates = candidates(scratch, session);
		int entries = session.length - PastSession.FIRST;
		float similarity = scratch.sessions.sum(position) * this.weights.length(entries);
		int shared = scratch.newestShared(position);
		gatherNear(scratch, session, similarity, freshness, shared);
		for (int anchor = shared; anchor < ANCHORS; anchor++) {
			for (int i = 0; i < entries; i++) {
				if (candidates[i] == anchor) {
					gatherRules(scratch.evidence, candidates, entries, i, freshness);
				}
			}
		}
	}

	/** The session's entries as candidates. */
	private static int[] candidates(Scratch scratch, int[] session) {
		int[] candidates = scratch.entries(session.length - PastSession.FIRST);
		for (int i = PastSession.FIRST; i < session.length; i++) {
			candidates[i - PastSession.FIRST] = scratch.candidate(PastSession.item(session[i]));
		}
		return candidates;
	}

	private void gatherNear(Scratch scratch, int[] session, float similarity, float freshness, int shared) {
		Evidence evidence = scratch.evidence;
		int entries = session.length - PastSession.FIRST;
		int[] candidates = scratch.entries(entries);
		int number = PastSession.number(session);
		int anchor = newest(candidates, entries, shared);
		boolean withNewest = shared == 0;
		boolean withSecond = shared == 1 || newest(candidates, entries, 1) >= 0;
		for (int i = entries - 1; i >= 0; i--) {
			int candidate = candidates[i];
			if (!evidence.firstOf(candidate, number)) {
				continue;
			}
			evidence.addNear(candidate, similarity, similarity * this.weights.apart(i - anchor), freshness, shared);
			evidence.add(candidate, Evidence.WITH_NEWEST, withNewest ? 1 : 0);
			evidence.add(candidate, Evidence.WITH_SECOND, withSecond ? 1 : 0);
			if (PastSession.typeCode(session[i + PastSession.FIRST]) > 0) {
				evidence.add(candidate, Evidence.WANTED, similarity);
			}
		}
	}

	/** Where a candidate is last in a session, or -1. */
	private static int newest(int[] candidates, int entries, int candidate) {
		int at = entries - 1;
		while (at >= 0 && candidates[at] != candidate) {
			at--;
		}
		return at;
	}

	/** The rules that follow from one place where one of the newest items was touched. */
	private void gatherRules(Evidence evidence, int[] candidates, int entries, int at, float freshness) {
		int anchor = candidates[at];
		int rules = (anchor == 0) ? Evidence.RULES : (anchor == 1) ? Evidence.RULES_SECOND : Evidence.RULES_THIRD;
		for (int i = at + 1; i < entries && i <= at + RULE_STEPS; i++) {
			evidence.add(candidates[i], rules, this.weights.rule(i - at));
		}
		if (anchor < 2 && at + 1 < entries) {
			evidence.add(candidates[at + 1], (anchor == 0) ? Evidence.NEXT : Evidence.NEXT_SECOND, 1);
		}
		if (anchor == 0) {
			for (int i = Math.max(0, at - RULE_STEPS / 2); i < at; i++) {
				evidence.add(candidates[i], Evidence.BEFORE, this.weights.rule(at - i));
			}
			if (at + 1 < entries) {
				evidence.add(candidates[at + 1], Evidence.NEXT_LATELY, Math.max(0, freshness - (1 - LATELY)));
			}
		}
	}

}
