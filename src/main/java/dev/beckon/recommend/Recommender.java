package dev.beckon.recommend;

import java.time.InstantSource;
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

	Recommendation recommend(RecommendationRequest request) {
		VisitorHistory history = this.histories.of(request.visitorId(), request.deadline());
		Selection selection = this.chain.select(request, history);
		Recommendation answer = new Recommendation(UUID.randomUUID().toString(), selection.source(),
				history.fallbackReason(), selection.padded(), this.chain.model(), null, ageMs(history.profile()),
				request.deadline().tookMillis(), selection.items());
		this.impressions.shown(request, answer);
		this.metrics.answered(request, answer);
		return answer;
	}

	private @Nullable Long ageMs(Profile profile) {
		return profile.isEmpty() ? null : Math.max(0, this.clock.millis() - profile.lastTouchMillis());
	}

}
