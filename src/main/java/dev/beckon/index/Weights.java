package dev.beckon.index;

import dev.beckon.event.InteractionType;

/**
 * The exponentials and powers of a {@link Blend}, looked up instead of computed: a query
 * needs thousands. Ages are rounded to 1/256 of the index's span.
 *
 * <p>
 * Thread safety: immutable.
 */
final class Weights {

	/** Steps and lengths beyond this weigh what this one does. */
	private static final int MOST = 64;

	private static final int AGES = 256;

	private final float[] byPlace = new float[Visit.MOST_TOUCHES];

	private final float[] byAge = new float[AGES + 1];

	private final float[] byStepAfter = new float[MOST + 1];

	private final float[] byStepBefore = new float[MOST + 1];

	private final float[] byRule = new float[MOST + 1];

	private final float[] byLength = new float[MOST + 1];

	private final float intent;

	Weights(Blend blend) {
		for (int i = 0; i < this.byPlace.length; i++) {
			this.byPlace[i] = (float) Math.exp(-i / blend.visitDecay());
		}
		for (int i = 0; i <= AGES; i++) {
			this.byAge[i] = (float) Math.exp(-i / (AGES * blend.ageDecay()));
		}
		for (int i = 0; i <= MOST; i++) {
			this.byStepAfter[i] = (float) Math.exp(-i / blend.stepDecay());
			this.byStepBefore[i] = this.byStepAfter[i] * blend.backward();
			this.byRule[i] = (float) Math.pow(Math.max(1, i), -blend.rulesPower());
			this.byLength[i] = (float) Math.pow(Math.max(1, i), -blend.lengthPower());
		}
		this.intent = blend.intent();
	}

	/** Of an item of the visit. */
	float visited(int place, InteractionType type) {
		float byPlace = this.byPlace[Math.min(place, this.byPlace.length - 1)];
		return (type == InteractionType.VIEW_ITEM) ? byPlace : byPlace * this.intent;
	}

	/** Of a past session; {@code age} is 0 for the newest and 1 for the oldest. */
	float aged(float age) {
		return this.byAge[(int) (age * AGES)];
	}

	/** Of an item that many steps after the shared one, or before it if negative. */
	float apart(int steps) {
		return (steps >= 0) ? this.byStepAfter[Math.min(steps, MOST)] : this.byStepBefore[Math.min(-steps, MOST)];
	}

	/** Of the rule that an item follows another after that many steps. */
	float rule(int steps) {
		return this.byRule[Math.min(steps, MOST)];
	}

	/** Of a past session with that many entries. */
	float length(int entries) {
		return this.byLength[Math.min(entries, MOST)];
	}

}
