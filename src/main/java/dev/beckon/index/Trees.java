package dev.beckon.index;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gradient-boosted oblivious trees: every node of a level asks the same question, so a
 * tree of depth 6 is six comparisons, whose answers are the bits of a leaf's number.
 * Nothing is followed and nothing branches, and a question is asked of all candidates
 * before the next, which is why a hundred trees rank a hundred of them in some twenty
 * microseconds (the shape is CatBoost's; Prokhorenkova et al., NeurIPS 2018).
 *
 * <p>
 * Thread safety: immutable.
 */
final class Trees {

	/** No trees: every score is zero. */
	static final Trees NONE = new Trees(List.of());

	private final List<Tree> trees;

	/** Feature and threshold of tree t, level d are at {@code t * depth + d}. */
	private final int[] features;

	/**
	 * As bits: thresholds and features are never negative, so their bits compare as they
	 * do.
	 */
	private final int[] thresholds;

	/** Leaf l of tree t is at {@code (t << depth) + l}. */
	private final float[] leaves;

	private final int depth;

	Trees(List<Tree> trees) {
		this.trees = List.copyOf(trees);
		this.depth = trees.isEmpty() ? 0 : trees.getFirst().features().size();
		this.features = new int[trees.size() * this.depth];
		this.thresholds = new int[trees.size() * this.depth];
		this.leaves = new float[trees.size() << this.depth];
		for (int t = 0; t < trees.size(); t++) {
			lay(trees.get(t), t);
		}
	}

	private void lay(Tree tree, int t) {
		if (tree.features().size() != this.depth) {
			throw new IllegalArgumentException("trees of one model have one depth");
		}
		for (int d = 0; d < this.depth; d++) {
			this.features[t * this.depth + d] = tree.features().get(d);
			this.thresholds[t * this.depth + d] = Float.floatToRawIntBits(tree.thresholds().get(d));
		}
		for (int l = 0; l < 1 << this.depth; l++) {
			this.leaves[(t << this.depth) + l] = tree.leaves().get(l);
		}
	}

	boolean isEmpty() {
		return this.trees.isEmpty();
	}

	int size() {
		return this.trees.size();
	}

	List<Tree> trees() {
		return this.trees;
	}

	/** The first few of these trees: what they were when training had got so far. */
	Trees first(int count) {
		return new Trees(this.trees.subList(0, count));
	}

	/**
	 * Scores all rows.
	 * @param features what is asked about
	 * @param leaves scratch, at least a place a row
	 * @param scores takes each row's score
	 */
	void score(Features features, int[] leaves, float[] scores) {
		int rows = features.rows();
		Arrays.fill(scores, 0, rows, 0);
		for (int t = 0; t < this.trees.size(); t++) {
			Arrays.fill(leaves, 0, rows, t << this.depth);
			for (int level = 0; level < this.depth; level++) {
				int at = t * this.depth + level;
				ask(features.columns(), this.features[at] * rows, this.thresholds[at], level, leaves, rows);
			}
			for (int row = 0; row < rows; row++) {
				scores[row] += this.leaves[leaves[row]];
			}
		}
	}

	/**
	 * What the score of one row is the sum of. The levels of a tree are gone down one by
	 * one: what the mean of the leaves that are still possible changes by is the part of
	 * the level's feature, and the mean of all leaves belongs to none.
	 * @return by feature, with {@code base} for what belongs to none; what is zero is
	 * left out
	 */
	Map<String, Float> parts(Features features, int row) {
		Map<String, Float> parts = new TreeMap<>();
		for (int t = 0; t < this.trees.size(); t++) {
			float before = mean(t, 0, 0);
			parts.merge("base", before, Float::sum);
			int leaf = 0;
			for (int level = 0; level < this.depth; level++) {
				int at = t * this.depth + level;
				int bits = features.columns()[this.features[at] * features.rows() + row];
				leaf |= ((this.thresholds[at] - bits) >>> 31) << level;
				float after = mean(t, leaf, level + 1);
				parts.merge(Features.NAMES.get(this.features[at]), after - before, Float::sum);
				before = after;
			}
		}
		parts.values().removeIf((part) -> part == 0);
		return parts;
	}

	/** The mean of a tree's leaves whose number ends in those bits. */
	private float mean(int tree, int leaf, int bits) {
		float sum = 0;
		for (int l = leaf; l < 1 << this.depth; l += 1 << bits) {
			sum += this.leaves[(tree << this.depth) + l];
		}
		return sum / (1 << (this.depth - bits));
	}

	/**
	 * Asks one question of all rows. The sign of a difference answers it, where an
	 * {@code if} would keep the compiler from using vector instructions.
	 */
	private static void ask(int[] columns, int from, int threshold, int level, int[] leaves, int rows) {
		for (int row = 0; row < rows; row++) {
			leaves[row] += ((threshold - columns[from + row]) >>> 31) << level;
		}
	}

	/**
	 * One tree, as a model file holds it.
	 *
	 * @param features the column each level asks about
	 * @param thresholds above which the answer is yes
	 * @param leaves by the answers as bits, the first level's lowest: two to the power of
	 * the levels
	 */
	record Tree(List<Integer> features, List<Float> thresholds, List<Float> leaves) {

		Tree {
			features = List.copyOf(features);
			thresholds = List.copyOf(thresholds);
			leaves = List.copyOf(leaves);
			if (thresholds.size() != features.size() || leaves.size() != 1 << features.size()
					|| features.stream().anyMatch((feature) -> feature < 0 || feature >= Features.COUNT)
					|| thresholds.stream().anyMatch((threshold) -> !(threshold >= 0))) {
				throw new IllegalArgumentException("a tree's levels, columns and leaves do not fit together");
			}
		}

	}

}
