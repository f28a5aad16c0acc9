package dev.beckon.attribution;

import java.util.Comparator;

import dev.beckon.event.InteractionType;

/**
 * A response that counts as an answer's doing.
 *
 * @param key what makes two of one answer the same: the item for a click or a cart, which
 * count once however often they are repeated, and the event for a purchase
 * @param type click, cart or purchase
 * @param place of the item in the answer, from 0
 * @param revenue of a purchase, in {@link Response#UNITS}; otherwise 0
 */
record Outcome(long key, InteractionType type, int place, long revenue) {

	/**
	 * Of two that are the same, the first in this order is kept, whichever came first.
	 */
	static final Comparator<Outcome> ORDER = Comparator.comparingLong(Outcome::key)
		.thenComparing(Outcome::type)
		.thenComparingInt(Outcome::place)
		.thenComparingLong(Outcome::revenue);

	static Outcome of(Response response, int place) {
		return switch (response.type()) {
			case PURCHASE -> new Outcome(response.event(), InteractionType.PURCHASE, place, response.revenue());
			default -> new Outcome(((long) response.type().code() << 32) | place, response.type(), place, 0);
		};
	}

}
