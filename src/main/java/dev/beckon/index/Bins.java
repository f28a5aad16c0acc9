package dev.beckon.index;

import java.util.Arrays;
import java.util.Random;

/**
 * One feature of all training rows, cut into at most 64 bins of about equal weight: what
 * makes finding a threshold a matter of one pass over bytes.
 *
 * <p>
 * Thread safety: immutable.
 */
final class Bins {

	static final int MOST = 64;

	private static final int SAMPLE = 100_000;

	private final float[] cuts;

	private final byte[] bins;

	private Bins(float[] cuts, byte[] bins) {
		this.cuts = cuts;
		this.bins = bins;
	}

	static Bins of(TrainingRows rows, int feature) {
		float[] cuts = cuts(sample(rows, feature));
		byte[] bins = new byte[rows.rows()];
		for (int row = 0; row < bins.length; row++) {
			int found = Arrays.binarySearch(cuts, rows.value(row, feature));
			bins[row] = (byte) ((found >= 0) ? found : -found - 1);
		}
		return new Bins(cuts, bins);
	}

	/** Bins there are; one less than that many places to cut. */
	int count() {
		return this.cuts.length + 1;
	}

	/** A row in a bin above {@code cut} has a value above {@code threshold(cut)}. */
	float threshold(int cut) {
		return this.cuts[cut];
	}

	int bin(int row) {
		return this.bins[row];
	}

	private static float[] sample(TrainingRows rows, int feature) {
		Random random = new Random(feature);
		float[] sample = new float[Math.min(rows.rows(), SAMPLE)];
		for (int i = 0; i < sample.length; i++) {
			sample[i] = rows.value(random.nextInt(rows.rows()), feature);
		}
		Arrays.sort(sample);
		return sample;
	}

	/** Values of the sample at equal steps, each once; the largest cuts nothing off. */
	private static float[] cuts(float[] sorted) {
		float[] cuts = new float[MOST - 1];
		int count = 0;
		int step = Math.max(1, sorted.length / MOST);
		for (int i = 0; i < sorted.length && count < cuts.length; i += step) {
			boolean isNew = count == 0 || sorted[i] > cuts[count - 1];
			if (isNew && sorted[i] < sorted[sorted.length - 1]) {
				cuts[count++] = sorted[i];
			}
		}
		return Arrays.copyOf(cuts, count);
	}

}
