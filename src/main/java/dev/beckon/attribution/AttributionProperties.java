package dev.beckon.attribution;

import java.time.Duration;

import dev.beckon.event.InteractionType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What counts as an answer's doing, and how many answers are remembered for it.
 *
 * @param enabled whether this process keeps count at all
 * @param horizon how far back the figures reach; not beyond what the log keeps, or
 * processes would differ
 * @param maxAnswers answers remembered; of more, a share chosen by their ids
 * @param maxWaiting interactions that wait for an answer that is not known yet
 * @param window how long after an answer an interaction still counts as its doing
 */
@Validated
@ConfigurationProperties("beckon.attribution")
public record AttributionProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("7d") @DurationMin(hours = 1) @DurationMax(days = 90) Duration horizon,
		@DefaultValue("200000") @Min(1_000) @Max(5_000_000) int maxAnswers,
		@DefaultValue("50000") @Min(0) @Max(5_000_000) int maxWaiting, @DefaultValue @Valid Windows window) {

	/**
	 * By type of interaction.
	 *
	 * @param click from the answer to a click on one of its items
	 * @param addToCart from the answer to the item in the cart
	 * @param purchase from the answer to the purchase of the item
	 */
	public record Windows(@DefaultValue("30m") @DurationMin(seconds = 1) Duration click,
			@DefaultValue("24h") @DurationMin(seconds = 1) Duration addToCart,
			@DefaultValue("3d") @DurationMin(seconds = 1) Duration purchase) {

		/** In milliseconds; 0 for a type that is not counted. */
		long millisOf(InteractionType type) {
			return switch (type) {
				case VIEW_ITEM -> this.click.toMillis();
				case ADD_TO_CART -> this.addToCart.toMillis();
				case PURCHASE -> this.purchase.toMillis();
				case REMOVE_FROM_CART, ADD_TO_WISHLIST -> 0;
			};
		}

	}

}
