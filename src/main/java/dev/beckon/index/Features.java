package dev.beckon.index;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the trees know of the chosen candidates: their {@link Evidence}, absolute and
 * against the others', and what the visit and the index say of them. Shares, counts that
 * the {@link Reach} bounds, and ranks, so that a model holds while the index grows.
 *
 * <p>
 * Column by column, and as the raw bits of floats that are never negative: such bits
 * compare as integers, which lets the trees ask one question of eight candidates at once.
 *
 * <p>
 * Thread safety: one thread at a time.
 */
final class Features {

	/** The columns, in order; a model that was trained on others is refused. */
	static final List<String> NAMES = List.of("near", "near_to_best", "near_share", "near_rarity", "largest",
			"sessions", "anywhere_rarity", "freshest", "wanted", "rules", "rules_to_best", "next", "next_share",
			"next_lately", "before", "with_newest", "with_newest_share", "with_newest_cosine", "rules_second",
			"next_second", "with_second", "rules_third", "popularity", "pace", "touched_at", "touched_times",
			"touched_as", "visit_length", "visit_items", "newest_popularity", "second_popularity", "sharing_sessions",
			"rank", "far", "far_to_best", "candidates");

	static final int COUNT = NAMES.size();

	/** What {@code touched_at} is for an item the visit did not touch. */
	private static final float NEVER = 99;

	/** How many sessions back {@code pace} looks. */
	private static final int PACE_SESSIONS = 16;

	private int[] columns = new int[128 * COUNT];

	private int rows;

	private int row;

	private int column;

	private float bestNear;

	private float bestRules;

	private float bestFar;

	private float allNear;

	private float allNext;

	private float newestSessions;

	private float secondSessions;

	/** The bits of row {@code r}, column {@code c} are at {@code c * rows() + r}. */
	int[] columns() {
		return this.columns;
	}

	int rows() {
		return this.rows;
	}

	float value(int row, int column) {
		return Float.intBitsToFloat(this.columns[column * this.rows + row]);
	}

	/** Writes a row for each of the chosen, best first. */
	void write(SessionIndex index, Scratch scratch) {
		Best chosen = scratch.best;
		this.rows = chosen.size();
		if (this.columns.length < this.rows * COUNT) {
			this.columns = new int[this.rows * COUNT];
		}
		weighAll(index, scratch);
		for (int rank = 0; rank < chosen.size(); rank++) {
			this.row = rank;
			this.column = 0;
			int candidate = chosen.position(rank);
			int[] list = index.postings(scratch.candidates.key(candidate));
			float sessions = Math.max(1, Postings.sessions(list));
			writeNear(scratch.evidence, candidate, sessions);
			writeNewest(scratch.evidence, candidate, sessions);
			writeSecond(scratch.evidence, candidate);
			put(sessions / Math.max(1, index.sessions()));
			put(pace(index, list));
			writeTouched(scratch.visit, scratch.candidates.key(candidate));
			writeVisit(index, scratch);
			put(rank);
			float far = scratch.evidence.get(candidate, Evidence.FAR);
			put(far);
			put(far / this.bestFar);
			put(scratch.candidates.size());
		}
	}

	/** What rows are measured against. */
	private void weighAll(SessionIndex index, Scratch scratch) {
		Evidence evidence = scratch.evidence;
		int candidates = scratch.candidates.size();
		this.bestNear = evidence.most(Evidence.NEAR, candidates);
		this.bestRules = evidence.most(Evidence.RULES, candidates);
		this.bestFar = evidence.most(Evidence.FAR, candidates);
		this.allNear = Float.MIN_NORMAL;
		this.allNext = Float.MIN_NORMAL;
		for (int i = 0; i < candidates; i++) {
			this.allNear += evidence.get(i, Evidence.NEAR);
			this.allNext += evidence.get(i, Evidence.NEXT);
		}
		this.newestSessions = sessions(index, scratch.visit, 0);
		this.secondSessions = sessions(index, scratch.visit, 1);
	}

	private void writeNear(Evidence evidence, int candidate, float sessions) {
		float near = evidence.get(candidate, Evidence.NEAR);
		put(near);
		put(near / this.bestNear);
		put(near / this.allNear);
		put(near / this.bestNear / (float) Math.log(2 + sessions));
		put(evidence.get(candidate, Evidence.LARGEST));
		put(evidence.get(candidate, Evidence.SESSIONS));
		put(evidence.get(candidate, Evidence.ANYWHERE) / (float) Math.sqrt(sessions));
		put(evidence.get(candidate, Evidence.FRESHEST));
		put(evidence.get(candidate, Evidence.WANTED));
	}

	private void writeNewest(Evidence evidence, int candidate, float sessions) {
		float rules = evidence.get(candidate, Evidence.RULES);
		float next = evidence.get(candidate, Evidence.NEXT);
		float together = evidence.get(candidate, Evidence.WITH_NEWEST);
		put(rules);
		put(rules / this.bestRules);
		put(next);
		put(next / this.allNext);
		put(evidence.get(candidate, Evidence.NEXT_LATELY));
		put(evidence.get(candidate, Evidence.BEFORE));
		put(together);
		put(together / Math.max(1, this.newestSessions));
		put(together / (float) Math.sqrt(sessions * Math.max(1, this.newestSessions)));
	}

	private void writeSecond(Evidence evidence, int candidate) {
		put(evidence.get(candidate, Evidence.RULES_SECOND));
		put(evidence.get(candidate, Evidence.NEXT_SECOND));
		put(evidence.get(candidate, Evidence.WITH_SECOND));
		put(evidence.get(candidate, Evidence.RULES_THIRD));
	}

	private void writeTouched(Visit visit, int item) {
		int touched = visit.indexOf(item);
		put((touched >= 0) ? visit.place(touched) : NEVER);
		put((touched >= 0) ? visit.times(touched) : 0);
		put((touched >= 0) ? 1 + visit.strength(touched) : 0);
	}

	private void writeVisit(SessionIndex index, Scratch scratch) {
		put(scratch.visit.length());
		put(scratch.visit.size());
		put(this.newestSessions / Math.max(1, index.sessions()));
		put(this.secondSessions / Math.max(1, index.sessions()));
		put(scratch.sessions.size());
	}

	private void put(float value) {
		this.columns[this.column++ * this.rows + this.row] = (value > 0) ? Float.floatToRawIntBits(value) : 0;
	}

	/**
	 * Sessions that touched the i-th item of the visit; -1 when there is no such item.
	 */
	private static float sessions(SessionIndex index, Visit visit, int i) {
		if (i >= visit.size()) {
			return 0;
		}
		return Postings.sessions(index.postings(visit.item(i)));
	}

	/**
	 * How long ago, as a share of the index's span, the item's 16th newest session was.
	 */
	private static float pace(SessionIndex index, int @Nullable [] list) {
		if (list == null) {
			return 1;
		}
		int end = Postings.end(list);
		int number = (Postings.kept(list, end) < PACE_SESSIONS) ? 0 : Postings.at(list, end - PACE_SESSIONS);
		float span = Math.max(1, index.next() - index.oldest());
		return (number == 0) ? 1 : Math.clamp((index.next() - number) / span, 0, 1);
	}

}
