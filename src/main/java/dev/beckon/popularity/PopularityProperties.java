package dev.beckon.popularity;

import java.time.Duration;

import dev.beckon.event.InteractionType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What popular means, and how much of it is kept.
 *
 * @param halfLife after how long an interaction counts half as much
 * @param maxItems how many items are counted; over it the weakest are dropped
 * @param depth how many items the overall ranking has, and so how many a filter may
 * refuse before it runs out
 * @param categoryDepth how many items the ranking of each category has
 * @param refreshInterval how soon a change shows in the rankings
 * @param snapshotInterval how often the rankings are saved for the next start
 * @param weights how much each type of interaction counts
 */
@Validated
@ConfigurationProperties("beckon.popularity")
record PopularityProperties(@DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 365) Duration halfLife,
		@DefaultValue("200000") @Min(1) @Max(10_000_000) int maxItems,
		@DefaultValue("1000") @Min(1) @Max(100_000) int depth,
		@DefaultValue("200") @Min(1) @Max(100_000) int categoryDepth,
		@DefaultValue("2s") @DurationMin(millis = 10) @DurationMax(minutes = 1) Duration refreshInterval,
		@DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration snapshotInterval,
		@DefaultValue @Valid Weights weights) {

	/**
	 * How much each type of interaction counts; 0 counts nothing. Taking an item out of
	 * the cart never counts.
	 *
	 * @param viewItem a look at the item
	 * @param addToCart into the cart
	 * @param addToWishlist onto the wishlist
	 * @param purchase a purchase, whatever the quantity
	 */
	record Weights(@DefaultValue("1") @DecimalMin("0") @DecimalMax("1000") double viewItem,
			@DefaultValue("3") @DecimalMin("0") @DecimalMax("1000") double addToCart,
			@DefaultValue("2") @DecimalMin("0") @DecimalMax("1000") double addToWishlist,
			@DefaultValue("6") @DecimalMin("0") @DecimalMax("1000") double purchase) {

		double of(InteractionType type) {
			return switch (type) {
				case VIEW_ITEM -> this.viewItem;
				case ADD_TO_CART -> this.addToCart;
				case ADD_TO_WISHLIST -> this.addToWishlist;
				case PURCHASE -> this.purchase;
				case REMOVE_FROM_CART -> 0;
			};
		}

	}

}
