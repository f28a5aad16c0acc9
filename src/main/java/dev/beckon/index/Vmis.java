package dev.beckon.index;

import java.util.Map;
import java.util.function.IntPredicate;

/**
 * VMIS-kNN as published: of the sessions that share an item with the visit, the {@code m}
 * most recent; of these, the {@code k} most similar; and of theirs, every item, weighted
 * by its rarity (Kersbergen, Sprangers and Schelter, "Serenade: Low-Latency Session-Based
 * Recommendation in e-Commerce at Scale", SIGMOD 2022).
 *
 * <p>
 * Two things differ. A neighbour whose newest shared item is ten or more touches old
 * counts nothing, where the published weight turns negative; and a session that is the
 * visit itself is no neighbour, since the index here is live.
 *
 * <p>
 * Thread safety: immutable.
 *
 * @param m most recent sessions considered
 * @param k most similar of them that are neighbours
 * @param last how many of the visit's newest touches count
 */
record Vmis(int m, int k, int last) implements Scorer {

	private static final float POSITION_STEP = 0.1f;

	Vmis {
		if (m < 1 || k < 1 || last < 1) {
			throw new IllegalArgumentException("m, k and last are at least 1");
		}
	}

	@Override
	public void score(SessionIndex index, Scratch scratch, int limit, IntPredicate mayShow) {
		int oldest = index.oldest();
		int next = index.next();
		findSimilar(index, oldest, scratch);
		keepMostRecent(oldest, scratch);
		keepMostSimilar(next, scratch);
		for (int i = 0; i < scratch.best.size(); i++) {
			int number = next - scratch.best.position(i);
			int[] session = index.session(number);
			if (session != null && !scratch.visit.owns(session)) {
				scoreItems(index, scratch, session, scratch.sessions.sum(scratch.sessions.find(number)));
			}
		}
		answer(scratch, limit, mayShow);
	}

	@Override
	public Map<String, Float> parts(Scratch scratch, int candidate) {
		return Map.of("neighbours", scratch.evidence.get(candidate, Evidence.NEAR));
	}

	private static void answer(Scratch scratch, int limit, IntPredicate mayShow) {
		Tally candidates = scratch.candidates;
		Best best = scratch.best;
		best.begin(limit);
		for (int i = 0; i < candidates.size(); i++) {
			float score = scratch.evidence.get(i, Evidence.NEAR);
			if (best.admits(score) && mayShow.test(candidates.key(i))) {
				best.offer(score, i);
			}
		}
		best.sort();
		for (int i = 0; i < best.size(); i++) {
			int position = best.position(i);
			int because = scratch.visit.item(scratch.evidence.through(position));
			scratch.answer.add(candidates.key(position), scratch.evidence.get(position, Evidence.NEAR), because);
		}
	}

	private void findSimilar(SessionIndex index, int oldest, Scratch scratch) {
		Visit visit = scratch.visit;
		int length = Math.min(visit.length(), this.last);
		for (int i = 0; i < visit.size() && visit.place(i) < this.last; i++) {
			int[] list = index.postings(visit.item(i));
			if (list == null) {
				continue;
			}
			int weight = length - visit.place(i);
			int end = Postings.end(list);
			int stop = end - Postings.kept(list, end);
			for (int p = end - 1; p >= stop; p--) {
				int number = Postings.at(list, p);
				if (number != 0 && number - oldest >= 0) {
					scratch.sessions.add(number, weight);
				}
			}
		}
	}

	/** Sets the similarity of all but the {@code m} most recent sessions to zero. */
	private void keepMostRecent(int oldest, Scratch scratch) {
		Tally sessions = scratch.sessions;
		if (sessions.size() <= this.m) {
			return;
		}
		Best oldestFirst = scratch.best;
		oldestFirst.begin(sessions.size() - this.m);
		for (int i = 0; i < sessions.size(); i++) {
			oldestFirst.offer(0, sessions.key(i) - oldest);
		}
		for (int i = 0; i < oldestFirst.size(); i++) {
			sessions.set(sessions.find(oldest + oldestFirst.position(i)), 0);
		}
	}

	/**
	 * Leaves the ages of the neighbours as positions; of equals, the younger are kept.
	 */
	private void keepMostSimilar(int next, Scratch scratch) {
		Tally sessions = scratch.sessions;
		scratch.best.begin(this.k);
		for (int i = 0; i < sessions.size(); i++) {
			if (sessions.sum(i) > 0) {
				scratch.best.offer(sessions.sum(i), next - sessions.key(i));
			}
		}
	}

	private void scoreItems(SessionIndex index, Scratch scratch, int[] session, float similaritySum) {
		int through = newestShared(scratch.visit, session);
		float weight = (through < 0) ? 0 : 1 - POSITION_STEP * (scratch.visit.place(through) + 1);
		if (weight <= 0) {
			return;
		}
		float similarity = similaritySum / Math.min(scratch.visit.length(), this.last);
		for (int i = PastSession.FIRST; i < session.length; i++) {
			if (PastSession.isFirst(session, i)) {
				int item = PastSession.item(session[i]);
				int candidate = scratch.candidate(item);
				float amount = weight * similarity * rarity(index, item);
				scratch.evidence.addNear(candidate, similarity, amount, 0, through);
			}
		}
	}

	private static int newestShared(Visit visit, int[] session) {
		for (int i = 0; i < visit.size(); i++) {
			if (PastSession.mentions(session, visit.item(i), session.length)) {
				return i;
			}
		}
		return -1;
	}

	/** The logarithm of sessions over sessions with the item. */
	private static float rarity(SessionIndex index, int item) {
		int with = Math.max(1, Postings.sessions(index.postings(item)));
		return (float) Math.log(Math.max(2.0, index.sessions()) / with);
	}

}
