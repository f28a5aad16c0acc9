package dev.beckon.index;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * The ranking of a model version: neighbours, rules and, where these know little, what is
 * two steps away give a first score, and the trees put the best of it in order.
 *
 * <p>
 * Thread safety: immutable.
 */
final class Ranker implements Scorer {

	private final Blend blend;

	private final Reach reach;

	private final Trees trees;

	private final Neighbours neighbours;

	private final Bridges bridges;

	Ranker(Blend blend, Reach reach, Trees trees) {
		this.blend = blend;
		this.reach = reach;
		this.trees = trees;
		Weights weights = new Weights(blend);
		this.neighbours = new Neighbours(reach, weights);
		this.bridges = new Bridges(reach, weights);
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

	@Override
	public Map<String, Float> parts(Scratch scratch, int candidate) {
		if (!this.trees.isEmpty()) {
			return this.trees.parts(scratch.features, scratch.rank(candidate));
		}
		Evidence evidence = scratch.evidence;
		int candidates = scratch.candidates.size();
		Map<String, Float> parts = new TreeMap<>();
		parts.put("neighbours", evidence.get(candidate, Evidence.NEAR) / evidence.most(Evidence.NEAR, candidates));
		parts.put("rules", this.blend.rules() * evidence.get(candidate, Evidence.RULES)
				/ evidence.most(Evidence.RULES, candidates));
		parts.put("far",
				this.blend.far() * evidence.get(candidate, Evidence.FAR) / evidence.most(Evidence.FAR, candidates));
		parts.values().removeIf((part) -> part == 0);
		return parts;
	}

	/**
	 * Leaves the best candidates of the blend in {@code scratch.best}, best first, with
	 * their scores as the candidates' sums.
	 */
	void choose(SessionIndex index, Scratch scratch, int wanted, IntPredicate mayShow) {
		this.neighbours.gather(index, scratch);
		this.bridges.gather(index, scratch);
		Tally candidates = scratch.candidates;
		Evidence evidence = scratch.evidence;
		float near = evidence.most(Evidence.NEAR, candidates.size());
		float rules = evidence.most(Evidence.RULES, candidates.size());
		float far = evidence.most(Evidence.FAR, candidates.size());
		Best best = scratch.best;
		best.begin(wanted);
		for (int i = 0; i < candidates.size(); i++) {
			float score = evidence.get(i, Evidence.NEAR) / near
					+ this.blend.rules() * evidence.get(i, Evidence.RULES) / rules
					+ this.blend.far() * evidence.get(i, Evidence.FAR) / far;
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
