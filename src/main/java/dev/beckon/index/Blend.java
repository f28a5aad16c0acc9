package dev.beckon.index;

import java.util.Arrays;

/**
 * How past sessions turn into a first score: session neighbours with exponential decays,
 * blended with rules of what follows the newest item. The decays are those of STAN (Garg
 * et al., SIGIR 2019) and VSTAN (Ludewig and Jannach), the rules those of SR (Kamehkhosh,
 * Jannach and Ludewig, 2017). {@link Tuner} chooses the values; the defaults are where
 * its search begins, and serve an index nobody tuned.
 *
 * @param visitDecay touches of the visit after which an item's weight falls to 1/e
 * @param ageDecay share of the index's span after which a past session's weight falls to
 * 1/e
 * @param stepDecay steps from the shared item after which a neighbour's item falls to 1/e
 * @param lengthPower a past session counts by its length to minus this power
 * @param backward weight of what came before the shared item, against what came after
 * @param rules weight of the rules, against the neighbours
 * @param rulesPower a rule counts by its steps to minus this power
 * @param intent weight of a touch that was more than a view, against a view
 * @param far weight of what is two steps away, against the neighbours
 */
record Blend(float visitDecay, float ageDecay, float stepDecay, float lengthPower, float backward, float rules,
		float rulesPower, float intent, float far) {

	/** Values there are to choose. */
	static final int COORDINATES = 9;

	static final Blend DEFAULT = new Blend(1.5f, 0.5f, 3, 0.5f, 0.7f, 1, 1, 1.5f, 0.1f);

	Blend {
		if (!(visitDecay > 0 && ageDecay > 0 && stepDecay > 0 && lengthPower >= 0 && backward >= 0 && rules >= 0
				&& rulesPower >= 0 && intent > 0 && far >= 0)) {
			throw new IllegalArgumentException("decays are above zero and weights not below");
		}
	}

	/**
	 * The same with one value multiplied: the i-th, the one a search should vary i-th.
	 */
	Blend scaled(int i, float factor) {
		float[] f = new float[COORDINATES];
		Arrays.fill(f, 1);
		f[i] = factor;
		return new Blend(this.visitDecay * f[0], this.ageDecay * f[2], this.stepDecay * f[3], this.lengthPower * f[4],
				this.backward * f[5], this.rules * f[1], this.rulesPower * f[6], this.intent * f[7], this.far * f[8]);
	}

}
