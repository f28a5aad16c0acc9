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
 * Answers: finds out what the visitor did, selects items along the chain of sources, and
 * notes what was shown. Always comes to an answer; nothing here waits but the read of the
 * profile, which is bounded.
 */
class Recommender {

	private final VisitorHistories histories;

	private final SourceChain chain;

	private final Impressions impressions;

	private final RecommendMetrics metrics;

	private final InstantSource clock;

	Recommender(VisitorHistories histories, SourceChain chain, Impressions impressions, RecommendMetrics metrics,
			InstantSource clock) {
		this.histories = histories;
		this.chain = chain;
		this.impressions = impressions;
		this.metrics = metrics;
		this.clock = clock;
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
		Set<String> shown = new HashSet<>();
		List<Recommendation> answers = new ArrayList<>();
		for (RecommendationRequest row : rows) {
			Recommendation answer = answer(row.without(shown), history, passage);
			answer.items().forEach((item) -> shown.add(item.itemId()));
			answers.add(answer);
		}
		return answers;
	}

	private Recommendation answer(RecommendationRequest request, VisitorHistory history, Passage passage) {
		Selection selection = this.chain.select(request, history, passage);
		Recommendation answer = new Recommendation(UUID.randomUUID().toString(), selection.source(),
				history.fallbackReason(), selection.padded(), this.chain.model(), null, ageMs(history.profile()),
				request.deadline().tookMillis(), selection.items());
		if (request.visitorId() != null) {
			this.impressions.shown(request.visitorId(), request, answer);
		}
		this.chain.shown(answer);
		this.metrics.answered(request, answer);
		return answer;
	}

	private @Nullable Long ageMs(Profile profile) {
		return profile.isEmpty() ? null : Math.max(0, this.clock.millis() - profile.lastTouchMillis());
	}

}
