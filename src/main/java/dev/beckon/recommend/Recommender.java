package dev.beckon.recommend;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.beckon.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Answers: finds out what the visitor did, selects items along the chain of sources as
 * far as its latency budget goes, and notes what was shown. Always comes to an answer;
 * nothing here waits but the read of the profile, which is bounded.
 */
class Recommender {

	private final VisitorHistories histories;

	private final SourceChain chain;

	private final Admission admission;

	private final Journal journal;

	private final InstantSource clock;

	Recommender(VisitorHistories histories, SourceChain chain, Admission admission, Journal journal,
			InstantSource clock) {
		this.histories = histories;
		this.chain = chain;
		this.admission = admission;
		this.journal = journal;
		this.clock = clock;
	}

	/** Takes note of every answer; must not wait. */
	@FunctionalInterface
	interface Journal {

		void answered(RecommendationRequest request, Recommendation answer);

	}

	/**
	 * Answers the rows of one page, of one visitor and due together: what is known of the
	 * visitor is read once, and an item shown in a row is in no later one.
	 */
	List<Recommendation> recommend(List<RecommendationRequest> rows) {
		RecommendationRequest page = rows.getFirst();
		Passage passage = this.chain.passage();
		VisitorHistory history = (page.visitorId() != null)
				? this.histories.of(page.visitorId(), page.deadline(), passage) : VisitorHistory.NONE;
		return recommend(rows, history, passage);
	}

	/** The same where it is known already what the visitor did. */
	List<Recommendation> recommend(List<RecommendationRequest> rows, VisitorHistory history, Passage passage) {
		Set<String> shown = new HashSet<>();
		List<Recommendation> answers = new ArrayList<>();
		for (RecommendationRequest row : rows) {
			Recommendation answer = answer(row.without(shown), history, passage);
			answer.items().forEach((item) -> shown.add(item.itemId()));
			answers.add(answer);
		}
		return answers;
	}

	private Recommendation answer(RecommendationRequest request, VisitorHistory known, Passage passage) {
		boolean ranks = this.admission.ranks(request.deadline());
		VisitorHistory history = ranks ? known : known.unranked();
		Selection selection = ranks ? this.chain.select(request, history, passage)
				: this.chain.selectUnranked(request, history, passage);
		Recommendation answer = new Recommendation(UUID.randomUUID().toString(), selection.source(),
				history.fallbackReason(), selection.padded(), this.chain.model(), null, ageMs(history.profile()),
				request.deadline().tookMillis(), selection.items(), request.explain() ? selection.fired() : null);
		this.journal.answered(request, answer);
		return answer;
	}

	private @Nullable Long ageMs(Profile profile) {
		return profile.isEmpty() ? null : Math.max(0, this.clock.millis() - profile.lastTouchMillis());
	}

}
