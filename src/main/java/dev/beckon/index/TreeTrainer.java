package dev.beckon.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Boosts oblivious {@link Trees} that put the item the visitor chose before the other
 * candidates of its question. Each tree takes a Newton step on the softmax cross-entropy
 * of a question's candidates (ListNet's top-one loss; Cao et al., ICML 2007), on a random
 * part of the questions and a random half of the features: that takes a fifth of the time
 * and guards against learning one week by heart.
 *
 * <p>
 * A library would do (LightGBM, XGBoost), at the price of tens of megabytes of native
 * code in every image; at this size its part that is needed is this file.
 *
 * <p>
 * The result depends on the rows alone, not on the number of threads.
 */
final class TreeTrainer {

	private static final int DEPTH = 6;

	private static final float LEARNING_RATE = 0.15f;

	/** Share of the questions a tree looks at. */
	private static final double SAMPLED = 0.4;

	/** Added to a leaf's curvature: small leaves stay near zero. */
	private static final float CAUTION = 5;

	private static final float SMALLEST_CURVATURE = 1e-6f;

	private final TrainingRows rows;

	private final Bins[] features;

	private final float[] scores;

	private final float[] slopes;

	private final float[] curvatures;

	/** By row: the answers so far of the tree being grown. */
	private final byte[] leafOf;

	/** The rows the tree being grown looks at. */
	private final int[] sampled;

	private int sampleSize;

	/** The features that tell any rows apart. */
	private final List<Integer> telling;

	private final Random random = new Random(42);

	TreeTrainer(TrainingRows rows) {
		this.rows = rows;
		this.features = new Bins[Features.COUNT];
		IntStream.range(0, Features.COUNT).parallel().forEach((f) -> this.features[f] = Bins.of(rows, f));
		this.telling = new ArrayList<>(
				IntStream.range(0, Features.COUNT).filter((f) -> this.features[f].count() > 1).boxed().toList());
		this.scores = new float[rows.rows()];
		this.slopes = new float[rows.rows()];
		this.curvatures = new float[rows.rows()];
		this.leafOf = new byte[rows.rows()];
		this.sampled = new int[rows.rows()];
	}

	/**
	 * Trains.
	 * @param count trees; none are grown where all rows are alike
	 * @param progress told the number of trees so far
	 */
	Trees train(int count, IntConsumer progress) {
		List<Trees.Tree> trees = new ArrayList<>();
		for (int t = 0; t < count && !this.telling.isEmpty(); t++) {
			sample();
			trees.add(grow());
			progress.accept(t + 1);
		}
		return new Trees(trees);
	}

	/**
	 * Picks questions, computes their slopes and curvatures, and shuffles the features.
	 */
	private void sample() {
		Collections.shuffle(this.telling, this.random);
		this.sampleSize = 0;
		for (int question = 0; question < this.rows.questions(); question++) {
			if (this.random.nextDouble() < SAMPLED) {
				derive(question);
			}
		}
	}

	private void derive(int question) {
		int start = this.rows.start(question);
		int end = this.rows.start(question + 1);
		float highest = Float.NEGATIVE_INFINITY;
		for (int row = start; row < end; row++) {
			highest = Math.max(highest, this.scores[row]);
		}
		float sum = 0;
		for (int row = start; row < end; row++) {
			this.slopes[row] = (float) Math.exp(this.scores[row] - highest);
			sum += this.slopes[row];
		}
		for (int row = start; row < end; row++) {
			float share = this.slopes[row] / sum;
			this.slopes[row] = share - ((row == this.rows.right(question)) ? 1 : 0);
			this.curvatures[row] = Math.max(SMALLEST_CURVATURE, share * (1 - share));
			this.sampled[this.sampleSize++] = row;
		}
	}

	private Trees.Tree grow() {
		Arrays.fill(this.leafOf, (byte) 0);
		List<Integer> columns = new ArrayList<>();
		List<Float> thresholds = new ArrayList<>();
		for (int level = 0; level < DEPTH; level++) {
			Split split = bestSplit(level);
			columns.add(split.feature());
			thresholds.add(this.features[split.feature()].threshold(split.cut()));
			split(split, level);
		}
		return new Trees.Tree(columns, thresholds, leaves());
	}

	private Split bestSplit(int level) {
		return this.telling.subList(0, (this.telling.size() + 1) / 2)
			.parallelStream()
			.map((feature) -> bestSplit(feature, 1 << level))
			.reduce(Split::better)
			.orElseThrow();
	}

	private Split bestSplit(int feature, int leaves) {
		Bins bins = this.features[feature];
		float[] sums = new float[leaves * Bins.MOST * 2];
		for (int i = 0; i < this.sampleSize; i++) {
			int row = this.sampled[i];
			int at = (this.leafOf[row] * Bins.MOST + bins.bin(row)) * 2;
			sums[at] += this.slopes[row];
			sums[at + 1] += this.curvatures[row];
		}
		double[] gains = new double[bins.count() - 1];
		for (int leaf = 0; leaf < leaves; leaf++) {
			addGains(sums, leaf * Bins.MOST * 2, gains);
		}
		int best = 0;
		for (int cut = 1; cut < gains.length; cut++) {
			best = (gains[cut] > gains[best]) ? cut : best;
		}
		return new Split(feature, best, gains[best]);
	}

	/** What each place to cut one leaf would gain. */
	private static void addGains(float[] sums, int from, double[] gains) {
		double slope = 0;
		double curvature = 0;
		for (int bin = 0; bin <= gains.length; bin++) {
			slope += sums[from + bin * 2];
			curvature += sums[from + bin * 2 + 1];
		}
		double below = 0;
		double curvatureBelow = 0;
		for (int cut = 0; cut < gains.length; cut++) {
			below += sums[from + cut * 2];
			curvatureBelow += sums[from + cut * 2 + 1];
			double above = slope - below;
			gains[cut] += below * below / (curvatureBelow + CAUTION)
					+ above * above / (curvature - curvatureBelow + CAUTION);
		}
	}

	private void split(Split split, int level) {
		Bins bins = this.features[split.feature()];
		for (int row = 0; row < this.leafOf.length; row++) {
			this.leafOf[row] |= (byte) ((bins.bin(row) > split.cut()) ? 1 << level : 0);
		}
	}

	/** The leaves' values; all rows' scores take their step. */
	private List<Float> leaves() {
		double[] slope = new double[1 << DEPTH];
		double[] curvature = new double[1 << DEPTH];
		for (int i = 0; i < this.sampleSize; i++) {
			slope[this.leafOf[this.sampled[i]]] += this.slopes[this.sampled[i]];
			curvature[this.leafOf[this.sampled[i]]] += this.curvatures[this.sampled[i]];
		}
		List<Float> leaves = new ArrayList<>();
		for (int leaf = 0; leaf < slope.length; leaf++) {
			leaves.add((float) (-LEARNING_RATE * slope[leaf] / (curvature[leaf] + CAUTION)));
		}
		for (int row = 0; row < this.scores.length; row++) {
			this.scores[row] += leaves.get(this.leafOf[row]);
		}
		return leaves;
	}

	private record Split(int feature, int cut, double gain) {

		/** The one that gains more; of equals, that of the earlier feature. */
		static Split better(Split one, Split other) {
			if (one.gain == other.gain) {
				return (one.feature < other.feature) ? one : other;
			}
			return (one.gain > other.gain) ? one : other;
		}

	}

}
