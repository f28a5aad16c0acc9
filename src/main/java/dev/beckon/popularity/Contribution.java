package dev.beckon.popularity;

import java.util.HashMap;
import java.util.Map;

import dev.beckon.event.Touch;
import dev.beckon.session.Session;

/**
 * What one session adds to the popularity of one item: the weight of the strongest thing
 * the visitor did to it, at the time of the first such touch. So the tenth look at an
 * item adds nothing, and a purchase replaces the look that led to it.
 *
 * @param weight of the type, more than 0
 * @param timeMillis event time, milliseconds since the epoch
 */
record Contribution(double weight, long timeMillis) {

	/**
	 * The contributions of a session by item: a function of the session alone, so that
	 * what a session's earlier form has added can be taken back.
	 */
	static Map<String, Contribution> of(Session session, PopularityProperties.Weights weights) {
		Map<String, Contribution> byItem = HashMap.newHashMap(session.touches().size());
		for (Touch touch : session.touches()) {
			double weight = weights.of(touch.type());
			if (weight > 0) {
				byItem.merge(touch.itemId(), new Contribution(weight, touch.timeMillis()),
						(first, later) -> (later.weight > first.weight) ? later : first);
			}
		}
		return byItem;
	}

}
