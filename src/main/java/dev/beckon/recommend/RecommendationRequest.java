package dev.beckon.recommend;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A valid question.
 *
 * @param visitorId who is asking
 * @param placement where the answer will appear
 * @param rules the placement's rules
 * @param itemId the item on the page
 * @param category the category on the page, a path like {@code shoes/running}
 * @param limit items wanted
 * @param excluded items not wanted
 * @param deadline when the answer is due
 */
record RecommendationRequest(String visitorId, String placement, PlacementRules rules, @Nullable String itemId,
		@Nullable String category, int limit, Set<String> excluded, Deadline deadline) {
}
