package dev.beckon.event;

import org.jspecify.annotations.Nullable;

/**
 * What a visitor did to an item.
 *
 * @param eventId makes a retry safe: interactions with the same id are one
 * @param type what was done
 * @param visitorId who is browsing, known or anonymous
 * @param itemId the item
 * @param timeMillis event time, milliseconds since the epoch
 * @param quantity pieces, 1 to {@link #MAX_QUANTITY}
 * @param price price of one piece, in the shop's currency, not negative
 * @param placement where on the page the item was shown
 * @param recommendationId the answer that showed the item
 * @param userId who the visitor turned out to be
 */
public record Interaction(String eventId, InteractionType type, String visitorId, String itemId, long timeMillis,
		int quantity, @Nullable Double price, @Nullable String placement, @Nullable String recommendationId,
		@Nullable String userId) implements VisitorEvent {

	/** The largest quantity of one interaction. */
	public static final int MAX_QUANTITY = 1_000_000;

	/**
	 * The interaction as profiles and sessions remember it.
	 * @param appendedMillis when the log took it: nothing can have happened later,
	 * whatever the sender's clock said
	 */
	public Touch touch(long appendedMillis) {
		return new Touch(this.itemId, this.type, Math.min(this.timeMillis, appendedMillis), this.quantity,
				Hashing.hash64(this.eventId));
	}

}
