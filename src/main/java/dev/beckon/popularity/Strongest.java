package dev.beckon.popularity;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The strongest items of those offered, as many as fit. */
final class Strongest {

	/** Ties go to the smaller id, so that equal counts always rank the same. */
	private static final Comparator<Counted> WEAKEST_FIRST = Comparator.comparingDouble(Counted::sum)
		.thenComparing(Counted::itemId, Comparator.reverseOrder());

	private final int depth;

	private final PriorityQueue<Counted> items = new PriorityQueue<>(WEAKEST_FIRST);

	Strongest(int depth) {
		this.depth = depth;
	}

	void offer(String itemId, double sum) {
		Counted weakest = (this.items.size() < this.depth) ? null : this.items.peek();
		if (weakest != null && sum < weakest.sum) {
			return;
		}
		this.items.add(new Counted(itemId, sum));
		if (weakest != null) {
			this.items.poll();
		}
	}

	/** Empties this into a list, the strongest first. */
	RankedItems ranked() {
		String[] itemIds = new String[this.items.size()];
		double[] sums = new double[itemIds.length];
		for (int i = itemIds.length - 1; i >= 0; i--) {
			Counted weakest = this.items.remove();
			itemIds[i] = weakest.itemId;
			sums[i] = weakest.sum;
		}
		float[] scores = new float[itemIds.length];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = (sums[0] > 0) ? (float) (sums[i] / sums[0]) : 0;
		}
		return new RankedItems(itemIds, scores);
	}

	private record Counted(String itemId, double sum) {
	}

}
