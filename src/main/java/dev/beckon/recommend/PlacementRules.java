package dev.beckon.recommend;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may not be shown at a placement, and how many items are shown when the request
 * does not say.
 *
 * @param limit items in an answer that names no limit
 * @param excludePurchased leave out what the visitor has bought
 * @param excludeCart leave out what is in the visitor's cart
 * @param excludePageItem leave out the item on the page
 */
public record PlacementRules(@DefaultValue("12") @Min(1) @Max(100) int limit,
		@DefaultValue("true") boolean excludePurchased, @DefaultValue("true") boolean excludeCart,
		@DefaultValue("true") boolean excludePageItem) {
}
