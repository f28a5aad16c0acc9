package dev.beckon.index;

/**
 * Looks a step further where the neighbours know few candidates: what past sessions
 * touched together with the best of these. A visit to rare items shares too few sessions
 * for what comes next to be in one of them, but those they do share are about something
 * that others came by on other ways.
 *
 * <p>
 * Costs at most {@code bridges × sessionsPerBridge} opened sessions, and nothing when
 * there are candidates enough.
 *
 * <p>
 * Thread safety: immutable.
 */
final class Bridges {

	private final Reach reach;

	private final Weights weights;

	Bridges(Reach reach, Weights weights) {
		this.reach = reach;
		this.weights = weights;
	}

	/**
	 * Adds candidates and evidence to what {@link Neighbours} gathered, if that is
	 * little.
	 */
	void gather(SessionIndex index, Scratch scratch) {
		int known = scratch.candidates.size();
		if (known >= this.reach.few()) {
			return;
		}
		int visited = Math.min(scratch.visit.size(), this.reach.visitItems());
		Best best = scratch.best;
		best.begin(this.reach.bridges());
		for (int i = visited; i < known; i++) {
			best.offer(scratch.evidence.get(i, Evidence.NEAR), i);
		}
		best.sort();
		for (int i = 0; i < best.size(); i++) {
			float nearest = scratch.evidence.get(best.position(0), Evidence.NEAR);
			float near = scratch.evidence.get(best.position(i), Evidence.NEAR);
			if (near > 0) {
				cross(index, scratch, best.position(i), near / nearest);
			}
		}
	}

	/** Opens the sessions of one candidate that the neighbours did not look at. */
	private void cross(SessionIndex index, Scratch scratch, int bridge, float weight) {
		int[] list = index.postings(scratch.candidates.key(bridge));
		if (list == null) {
			return;
		}
		int oldest = index.oldest();
		int end = Postings.end(list);
		int stop = end - Math.min(this.reach.sessionsPerBridge(), Postings.kept(list, end));
		for (int p = end - 1; p >= stop; p--) {
			int number = Postings.at(list, p);
			if (number != 0 && number - oldest >= 0 && scratch.sessions.find(number) < 0) {
				open(index, scratch, number, bridge, weight);
			}
		}
	}

	private void open(SessionIndex index, Scratch scratch, int number, int bridge, float weight) {
		int[] session = index.session(number);
		if (session == null || scratch.visit.owns(session)) {
			return;
		}
		int item = scratch.candidates.key(bridge);
		int at = session.length - 1;
		while (at >= PastSession.FIRST && PastSession.item(session[at]) != item) {
			at--;
		}
		int through = scratch.evidence.through(bridge);
		float similarity = weight * this.weights.length(session.length - PastSession.FIRST);
		for (int i = PastSession.FIRST; i < session.length; i++) {
			int candidate = scratch.candidate(PastSession.item(session[i]));
			scratch.evidence.addFar(candidate, similarity * this.weights.apart(i - at), through);
		}
	}

}
