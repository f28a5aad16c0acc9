package dev.beckon.index;

import java.util.BitSet;
import java.util.List;

import dev.beckon.event.Touch;

/**
 * Asks a ranking for the touch after each prefix and keeps the score.
 *
 * <p>
 * Thread safety: one thread.
 */
final class Evaluation implements Prefixes.Question {

	private static final int CUTOFF = 20;

	private final SessionIndex index;

	private final Scorer scorer;

	private final Scratch scratch = new Scratch();

	private final BitSet shown = new BitSet();

	private long predictions;

	private long hits;

	private long recalled;

	private double reciprocalRanks;

	Evaluation(SessionIndex index, Scorer scorer) {
		this.index = index;
		this.scorer = scorer;
	}

	@Override
	public void ask(List<Touch> touches, int count) {
		this.predictions++;
		this.scratch.visit.takeFirst(touches, count, this.index.itemIds());
		int target = this.index.itemIds().find(touches.get(count).itemId());
		if (this.scratch.visit.size() > 0) {
			this.scorer.score(this.index, this.scratch, CUTOFF, (item) -> true);
			count(target);
		}
		this.scratch.clear();
	}

	private void count(int target) {
		Answer answer = this.scratch.answer;
		for (int i = 0; i < answer.size(); i++) {
			this.shown.set(answer.item(i));
		}
		int rank = answer.indexOf(target);
		if (rank >= 0) {
			this.hits++;
			this.reciprocalRanks += 1.0 / (rank + 1);
		}
		this.recalled += (target != ItemIds.UNKNOWN && this.scratch.candidates.find(target) >= 0) ? 1 : 0;
	}

	Figures figures() {
		double asked = Math.max(1, this.predictions);
		return new Figures(this.predictions, this.hits / asked, this.reciprocalRanks / asked, this.recalled / asked);
	}

	/** Share of the index's items that were shown at least once. */
	double coverage() {
		return this.shown.cardinality() / (double) Math.max(1, this.index.items());
	}

}
