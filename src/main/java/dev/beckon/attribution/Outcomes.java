package dev.beckon.attribution;

import java.util.Arrays;

/**
 * What one answer led to: a set, so that order and repetition do not matter. Bounded: of
 * more than {@link #MAX}, those with the smallest keys are kept, whenever they came.
 */
final class Outcomes {

	static final int MAX = 256;

	private static final Outcome[] NONE = {};

	private Outcomes() {
	}

	static Outcome[] none() {
		return NONE;
	}

	/** The set, in order of its keys, with one more. */
	static Outcome[] with(Outcome[] before, Outcome added) {
		int at = 0;
		while (at < before.length && before[at].key() < added.key()) {
			at++;
		}
		if (at < before.length && before[at].key() == added.key()) {
			if (Outcome.ORDER.compare(added, before[at]) >= 0) {
				return before;
			}
			Outcome[] replaced = before.clone();
			replaced[at] = added;
			return replaced;
		}
		Outcome[] all = Arrays.copyOf(before, before.length + 1);
		System.arraycopy(before, at, all, at + 1, before.length - at);
		all[at] = added;
		return (all.length > MAX) ? Arrays.copyOf(all, MAX) : all;
	}

}
