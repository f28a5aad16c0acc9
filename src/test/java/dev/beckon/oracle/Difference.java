package dev.beckon.oracle;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How far what is stored is from what should be.
 *
 * @param lost what should be there and is not
 * @param doubleCounted what is there and should not be, or is there more than once
 */
public record Difference(long lost, long doubleCounted) {

	/** No difference. */
	public static final Difference NONE = new Difference(0, 0);

	static <T> Difference between(Collection<T> expected, Collection<T> stored) {
		Map<T, Integer> surplus = new HashMap<>();
		stored.forEach((one) -> surplus.merge(one, 1, Integer::sum));
		expected.forEach((one) -> surplus.merge(one, -1, Integer::sum));
		long lost = 0;
		long doubleCounted = 0;
		for (int count : surplus.values()) {
			lost += Math.max(0, -count);
			doubleCounted += Math.max(0, count);
		}
		return new Difference(lost, doubleCounted);
	}

	Difference plus(Difference other) {
		return new Difference(this.lost + other.lost, this.doubleCounted + other.doubleCounted);
	}

}
