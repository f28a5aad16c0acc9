package dev.beckon.recommend;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be shown at a placement, and how many items are shown when the request does
 * not say.
 *
 * @param limit items in an answer that names no limit
 * @param excludePurchased leave out what the visitor has bought
 * @param excludeCart leave out what is in the visitor's cart
 * @param excludePageItem leave out the item on the page
 * @param maxPerCategory items of one category an answer may have; 0 for any number
 * @param explorationShare share of the places that new items get; 0 for none
 */
public record PlacementRules(@DefaultValue("12") @Min(1) @Max(100) int limit,
		@DefaultValue("true") boolean excludePurchased, @DefaultValue("true") boolean excludeCart,
		@DefaultValue("true") boolean excludePageItem, @DefaultValue("0") @Min(0) @Max(100) int maxPerCategory,
		@DefaultValue("0") @DecimalMin("0") @DecimalMax("0.5") double explorationShare) {
}
