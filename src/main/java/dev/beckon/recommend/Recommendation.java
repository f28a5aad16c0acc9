package dev.beckon.recommend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.beckon.index.Candidate;
import dev.beckon.index.Explanation;
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
 * @param rules the marketers' rules that fired; only where an explanation was asked for
 */
record Recommendation(String recommendationId, Source source, @Nullable FallbackReason fallbackReason, int padded,
		String model, @Nullable String variant, @Nullable Long profileAgeMs, double tookMs, List<RecommendedItem> items,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Ruling.Fired> rules) {

	/**
	 * One item of an answer.
	 *
	 * @param itemId the item
	 * @param score how strongly the item is recommended, comparable within its source
	 * only
	 * @param source where the item came from
	 * @param because the item the visitor touched, or sees, that did most for this one
	 * @param explored whether it is a new item that is shown so that something is learned
	 * of it; left out where it is not
	 * @param parts what the score is the sum of; only where an explanation was asked for
	 * @param evidence what was known of the item; only where an explanation was asked for
	 * and a ranking scored it
	 */
	record RecommendedItem(String itemId, float score, Source source, @Nullable String because,
			@JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean explored,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Float> parts,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Float> evidence) {

		RecommendedItem(String itemId, float score, Source source, @Nullable String because) {
			this(itemId, score, source, because, false, null, null);
		}

		static RecommendedItem explained(Source source, Explanation explanation) {
			Candidate candidate = explanation.candidate();
			return new RecommendedItem(candidate.itemId(), candidate.score(), source, candidate.because(), false,
					explanation.parts(), explanation.evidence());
		}

		/** An item that a rule has put where it is. */
		static RecommendedItem pinned(String itemId) {
			return new RecommendedItem(itemId, 0, Source.POPULAR, null);
		}

		/**
		 * The same item with its score multiplied; what that adds is a part of its own.
		 */
		RecommendedItem boosted(double factor) {
			float boosted = (float) (this.score * factor);
			Map<String, Float> all = this.parts;
			if (all != null) {
				all = new LinkedHashMap<>(all);
				all.put("boost", boosted - this.score);
			}
			return new RecommendedItem(this.itemId, boosted, this.source, this.because, this.explored, all,
					this.evidence);
		}

		/**
		 * A new item; its source is where the catalogue's untouched items are found.
		 */
		static RecommendedItem explored(String itemId, @Nullable Map<String, Float> evidence) {
			return new RecommendedItem(itemId, 0, Source.POPULAR, null, true, (evidence != null) ? Map.of() : null,
					evidence);
		}

	}

}
