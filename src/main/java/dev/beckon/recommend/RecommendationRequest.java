package dev.beckon.recommend;

import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A valid question.
 *
 * @param visitorId who is asking; null for one who has not consented, so that nothing is
 * read of them and nothing is noted
 * @param placement where the answer will appear
 * @param rules the placement's rules
 * @param itemId the item on the page
 * @param category the category on the page, a path like {@code shoes/running}
 * @param limit items wanted
 * @param excluded items not wanted
 * @param explain whether the answer says what each score is made of
 * @param deadline when the answer is due
 */
record RecommendationRequest(@Nullable String visitorId, String placement, PlacementRules rules,
		@Nullable String itemId, @Nullable String category, int limit, Set<String> excluded, boolean explain,
		Deadline deadline) {

	/** The same question, these items not wanted either. */
	RecommendationRequest without(Set<String> shown) {
		if (shown.isEmpty()) {
			return this;
		}
		Set<String> all = new HashSet<>(this.excluded);
		all.addAll(shown);
		return new RecommendationRequest(this.visitorId, this.placement, this.rules, this.itemId, this.category,
				this.limit, all, this.explain, this.deadline);
	}

}
