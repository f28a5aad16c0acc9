package dev.beckon.recommend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.profile.Profile;
import dev.beckon.rule.Rule;
import dev.beckon.rule.Rules;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are explained to somebody who sells and shown to no visitor: they leave no
 * impression and are in no metric of answers.
 *
 * <p>
 * Thread safety: safe.
 */
public final class Previews {

	/** Nobody's page waits for it. */
	private static final Duration BUDGET = Duration.ofSeconds(1);

	private static final int MAX_INTERACTIONS = 50;

	private final RequestReader requests;

	private final VisitorHistories histories;

	private final SourceChain chain;

	private final Rules rules;

	private final Function<SourceChain, Recommender> recommenders;

	/**
	 * Explains what would come of these.
	 * @param recommenders answers along a chain, and takes note of it nowhere
	 */
	Previews(RequestReader requests, VisitorHistories histories, SourceChain chain, Rules rules,
			Function<SourceChain, Recommender> recommenders) {
		this.requests = requests;
		this.histories = histories;
		this.chain = chain;
		this.rules = rules;
		this.recommenders = recommenders;
	}

	/**
	 * What is asked.
	 *
	 * @param visitorId who would be shown the answer
	 * @param placement where; {@code home} when left out
	 * @param itemId the item on the page
	 * @param category the category on the page
	 */
	public record Question(@Nullable String visitorId, @Nullable String placement, @Nullable String itemId,
			@Nullable String category) {
	}

	/**
	 * An answer and what it was made of.
	 *
	 * @param visitor what is known of the visitor
	 * @param answer explained, with the rules that fired; as JSON what
	 * {@code GET /v1/recommendations?explain=true} says
	 */
	public record Explained(Known visitor, Object answer) {
	}

	/**
	 * What is known of a visitor now.
	 *
	 * @param source where it is known from; null when nothing is known
	 * @param fallbackReason why that is not {@code profile}
	 * @param interactions the newest first, 50 at most
	 * @param cart pieces by item
	 * @param purchased items
	 */
	public record Known(@Nullable Source source, @Nullable FallbackReason fallbackReason, List<Did> interactions,
			Map<String, Integer> cart, Set<String> purchased) {

		static Known of(VisitorHistory history) {
			Profile profile = history.profile();
			List<Did> did = profile.touches().reversed().stream().limit(MAX_INTERACTIONS).map(Did::of).toList();
			return new Known(history.source(), history.fallbackReason(), did, profile.cart(), profile.purchased());
		}

	}

	/** One interaction of a visitor. */
	public record Did(String itemId, String type, Instant at) {

		static Did of(Touch touch) {
			InteractionType type = touch.type();
			return new Did(touch.itemId(), type.wireName(), Instant.ofEpochMilli(touch.timeMillis()));
		}

	}

	/**
	 * The answer as it would be given now.
	 * @throws org.springframework.web.ErrorResponseException the 400 that names the field
	 */
	public Explained explain(Question question) {
		return explain(question, this.chain);
	}

	/** The same if there were this rule too, or in the place of the one with its id. */
	public Explained explainWith(Rule rule, Question question) {
		List<Rule> all = new ArrayList<>(this.rules.all());
		all.removeIf((other) -> other.id().equals(rule.id()));
		all.add(rule);
		return explain(question,
				this.chain.under((placement, category) -> this.rules.inForce(all, placement, category)));
	}

	private Explained explain(Question question, SourceChain under) {
		PageQuestion page = new PageQuestion(question.visitorId(), null, null, null, null, true, null);
		PageQuestion.Row row = new PageQuestion.Row(question.placement(), question.itemId(), question.category(), null);
		RecommendationRequest request = this.requests.row(page, row, Deadline.after(System.nanoTime(), BUDGET));
		Passage passage = under.passage();
		VisitorHistory history = (request.visitorId() != null)
				? this.histories.of(request.visitorId(), request.deadline(), passage) : VisitorHistory.NONE;
		return new Explained(Known.of(history),
				this.recommenders.apply(under).recommend(List.of(request), history, passage).getFirst());
	}

}
