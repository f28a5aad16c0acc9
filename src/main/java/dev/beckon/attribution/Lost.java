package dev.beckon.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What fallbacks cost, in answers that were not clicked: for each placement the answers
 * that fell back, times the click rate of answers from {@code profile} less their own,
 * all added up.
 *
 * @param clicks the estimate; never under 0
 * @param low the lower end of its interval
 * @param high the upper end of its interval
 * @param placements where it comes from
 */
public record Lost(double clicks, double low, double high, List<Placement> placements) {

	/**
	 * One placement's part.
	 *
	 * @param placement which
	 * @param fallbacks answers that fell back
	 * @param profileClickRate of the answers from {@code profile}
	 * @param fallbackClickRate of those that fell back
	 * @param clicks this part's estimate; under 0 where fallbacks were clicked more
	 */
	public record Placement(String placement, long fallbacks, Rate profileClickRate, Rate fallbackClickRate,
			double clicks) {
	}

	/** The two kinds of answers of a placement, as they are counted. */
	static final class Sides {

		private final Tally profile = new Tally();

		private final Tally fallback = new Tally();

		void add(ShownAnswer.Labels labels, int items, Outcome[] outcomes) {
			if (labels.isFallback()) {
				this.fallback.add(labels, items, outcomes);
			}
			else if (labels.reason() == null) {
				this.profile.add(labels, items, outcomes);
			}
		}

		/** Whether there is something to compare, and something to compare it with. */
		private boolean isComparable() {
			return this.fallback.answers > 0 && this.profile.answers > 0;
		}

	}

	/**
	 * The interval of each placement's difference is Newcombe's, from the Wilson
	 * intervals of the two rates (R. G. Newcombe, 1998, method 10); those of several
	 * placements are added up, which makes it rather too wide than too narrow.
	 */
	static Lost of(Map<String, Sides> sides, int scale) {
		double clicks = 0;
		double low = 0;
		double high = 0;
		List<Placement> placements = new ArrayList<>();
		for (Map.Entry<String, Sides> entry : new TreeMap<>(sides).entrySet()) {
			if (entry.getValue().isComparable()) {
				Difference difference = Difference.of(entry.getValue());
				long fallbacks = entry.getValue().fallback.answers * scale;
				placements.add(new Placement(entry.getKey(), fallbacks, difference.profile, difference.fallback,
						fallbacks * difference.value));
				clicks += fallbacks * difference.value;
				low += fallbacks * difference.low;
				high += fallbacks * difference.high;
			}
		}
		return new Lost(Math.max(0, clicks), Math.max(0, low), Math.max(0, high), List.copyOf(placements));
	}

	/** Between two click rates. */
	private record Difference(Rate profile, Rate fallback, double value, double low, double high) {

		static Difference of(Sides sides) {
			Rate profile = Rate.of(sides.profile.clicked, sides.profile.answers);
			Rate fallback = Rate.of(sides.fallback.clicked, sides.fallback.answers);
			double value = at(profile.value()) - at(fallback.value());
			double down = Math.hypot(at(profile.value()) - at(profile.low()),
					at(fallback.high()) - at(fallback.value()));
			double up = Math.hypot(at(profile.high()) - at(profile.value()), at(fallback.value()) - at(fallback.low()));
			return new Difference(profile, fallback, value, value - down, value + up);
		}

		private static double at(@Nullable Double counted) {
			return (counted != null) ? counted : 0;
		}

	}

}
