package dev.beckon.attribution;

import org.jspecify.annotations.Nullable;

/**
 * A share that was counted, and how sure it is: with 95 % confidence the true one lies
 * within Wilson's score interval (E. B. Wilson, 1927), which is sound also for few counts
 * and shares near 0 and 1.
 *
 * @param value 0 to 1; null where nothing was counted
 * @param low the interval's lower end; null where nothing was counted
 * @param high the interval's upper end; null where nothing was counted
 */
public record Rate(@Nullable Double value, @Nullable Double low, @Nullable Double high) {

	private static final double Z = 1.959963984540054;

	private static final Rate UNKNOWN = new Rate(null, null, null);

	/** So many of so many. */
	static Rate of(long hits, long of) {
		if (of == 0) {
			return UNKNOWN;
		}
		double p = (double) hits / of;
		double zz = Z * Z / of;
		double middle = (p + zz / 2) / (1 + zz);
		double half = Z / (1 + zz) * Math.sqrt(p * (1 - p) / of + zz / (4 * of));
		return new Rate(p, (hits == 0) ? 0 : Math.max(0, middle - half), (hits == of) ? 1 : Math.min(1, middle + half));
	}

}
