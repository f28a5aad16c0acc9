package dev.beckon.attribution;

import dev.beckon.event.Hashing;
import dev.beckon.event.Interaction;
import dev.beckon.event.InteractionType;
import org.jspecify.annotations.Nullable;

/**
 * What a visitor did with an item and, as the visitor's page says, because of an answer.
 *
 * @param answer the hash of the {@code recommendationId}
 * @param type what was done
 * @param itemId to which item
 * @param timeMillis when, milliseconds since the epoch
 * @param event the hash of the {@code eventId}
 * @param revenue price times quantity, in ten-thousandths of the currency, so that sums
 * are exact in any order; 0 where no price was said
 */
record Response(long answer, InteractionType type, String itemId, long timeMillis, long event, long revenue) {

	/** Units of revenue that make one of the shop's currency. */
	static final double UNITS = 10_000;

	/**
	 * The response that an interaction is, or null when it names no answer.
	 * @param appendedMillis when the log took it: nothing can have happened later
	 */
	static @Nullable Response of(Interaction interaction, long appendedMillis) {
		String recommendationId = interaction.recommendationId();
		if (recommendationId == null) {
			return null;
		}
		double price = (interaction.price() != null) ? interaction.price() : 0;
		return new Response(Hashing.hash64(recommendationId), interaction.type(), interaction.itemId(),
				Math.min(interaction.timeMillis(), appendedMillis), Hashing.hash64(interaction.eventId()),
				Math.round(price * interaction.quantity() * UNITS));
	}

}
