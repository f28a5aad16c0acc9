package dev.beckon.recommend;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An answer, which says where it came from and why.
 *
 * @param recommendationId to be sent back with what the shopper does with the items
 * @param source where the answer came from
 * @param fallbackReason why it is not from {@code profile}; null when it is
 * @param padded items that were filled up from a later source
 * @param model the model version that ranked
 * @param variant the experiment's variant; null outside an experiment
 * @param profileAgeMs milliseconds since the visitor's newest known interaction; null
 * when none is known
 * @param tookMs milliseconds the answer took
 * @param items best first
 */
record Recommendation(String recommendationId, Source source, @Nullable FallbackReason fallbackReason, int padded,
		String model, @Nullable String variant, @Nullable Long profileAgeMs, double tookMs,
		List<RecommendedItem> items) {

	/**
	 * One item of an answer.
	 *
	 * @param itemId the item
	 * @param score how strongly the item is recommended, comparable within its source
	 * only
	 * @param source where the item came from
	 * @param because the item the visitor touched, or sees, that did most for this one
	 */
	record RecommendedItem(String itemId, float score, Source source, @Nullable String because) {
	}

}
