package dev.beckon.index;

import java.util.function.IntPredicate;

/**
 * The ranking of a model version: neighbours and rules give a first score, and the trees
 * put the best of it in order.
 *
 * <p>
 * Thread safety: immutable.
 */
final class Ranker implements Scorer {

	private final Blend blend;

	private final Reach reach;

	private final Trees trees;

	private final Neighbours neighbours;

	Ranker(Blend blend, Reach reach, Trees trees) {
		this.blend = blend;
		this.reach = reach;
		this.trees = trees;
		this.neighbours = new Neighbours(reach, new Weights(blend));
	}

	@Override
	public void score(SessionIndex index, Scratch scratch, int limit, IntPredicate mayShow) {
		int wanted = this.trees.isEmpty() ? limit : Math.max(limit, this.reach.candidates());
		choose(index, scratch, wanted, mayShow);
		if (!this.trees.isEmpty()) {
			scratch.features.write(index, scratch);
			rankByTrees(scratch, limit);
		}
		answer(scratch);
	}

	/**
	 * Leaves the best candidates of the blend in {@code scratch.best}, best first, with
	 * their scores as the candidates' sums.
	 */
	void choose(SessionIndex index, Scratch scratch, int wanted, IntPredicate mayShow) {
		this.neighbours.gather(index, scratch);
		Tally candidates = scratch.candidates;
		Evidence evidence = scratch.evidence;
		float near = Float.MIN_NORMAL;
		float rules = Float.MIN_NORMAL;
		for (int i = 0; i < candidates.size(); i++) {
			near = Math.max(near, evidence.get(i, Evidence.NEAR));
			rules = Math.max(rules, evidence.get(i, Evidence.RULES));
		}
		Best best = scratch.best;
		best.begin(wanted);
		for (int i = 0; i < candidates.size(); i++) {
			float score = evidence.get(i, Evidence.NEAR) / near
					+ this.blend.rules() * evidence.get(i, Evidence.RULES) / rules;
			candidates.set(i, score);
			if (score > 0 && best.admits(score) && mayShow.test(candidates.key(i))) {
				best.offer(score, i);
			}
		}
		best.sort();
	}

	private void rankByTrees(Scratch scratch, int limit) {
		Best best = scratch.best;
		int chosen = best.size();
		int[] order = scratch.order(chosen);
		for (int rank = 0; rank < chosen; rank++) {
			order[rank] = best.position(rank);
		}
		float[] scores = scratch.scores(chosen);
		this.trees.score(scratch.features, scratch.entries(chosen), scores);
		best.begin(limit);
		for (int rank = 0; rank < chosen; rank++) {
			scratch.candidates.set(order[rank], scores[rank]);
			best.offer(scores[rank], order[rank]);
		}
		best.sort();
	}

	private void answer(Scratch scratch) {
		for (int i = 0; i < scratch.best.size(); i++) {
			int candidate = scratch.best.position(i);
			int because = scratch.visit.item(scratch.evidence.through(candidate));
			scratch.answer.add(scratch.candidates.key(candidate), scratch.candidates.sum(candidate), because);
		}
	}

}
