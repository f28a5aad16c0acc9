package dev.beckon.index;

import java.util.Map;
import java.util.function.IntPredicate;

/** A way to rank: takes the visit of a scratch to its answer. */
sealed interface Scorer permits Ranker, Vmis {

	/**
	 * Fills {@code scratch.answer}, best first.
	 * @param scratch whose visit is filled in and the rest is clear
	 * @param limit how many items at most
	 * @param mayShow which items may be recommended, by number
	 */
	void score(SessionIndex index, Scratch scratch, int limit, IntPredicate mayShow);

	/**
	 * What the score of a candidate that was just answered is the sum of, by name; what
	 * is zero is left out.
	 */
	Map<String, Float> parts(Scratch scratch, int candidate);

}
