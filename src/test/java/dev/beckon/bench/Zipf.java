package dev.beckon.bench;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Ranks from 0 on, drawn by Zipf's law. */
final class Zipf {

	private final double[] cumulated;

	Zipf(int ranks, double exponent) {
		this.cumulated = new double[ranks];
		double sum = 0;
		for (int i = 0; i < ranks; i++) {
			sum += Math.pow(i + 1.0, -exponent);
			this.cumulated[i] = sum;
		}
	}

	int draw(RandomGenerator random) {
		double at = random.nextDouble() * this.cumulated[this.cumulated.length - 1];
		int found = Arrays.binarySearch(this.cumulated, at);
		return (found >= 0) ? found : -found - 1;
	}

}
