package dev.beckon.recommend;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

import dev.beckon.http.AnswerTimes;
import dev.beckon.recommend.Recommendation.RecommendedItem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What was answered. {@code beckon.answers} counts every answer once, by placement,
 * source and reason, so that any share is a ratio of its sums. The three rates are kept
 * apart on purpose: an answer to a new visitor is no fallback, and neither is a list that
 * was filled up.
 */
class RecommendMetrics {

	private static final Duration[] LATENCY_OBJECTIVES = { Duration.ofMillis(1), Duration.ofMillis(2),
			Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(15), Duration.ofMillis(25),
			Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250) };

	private static final String NO_REASON = "none";

	private final MeterRegistry meters;

	private final AnswerTimes times;

	private final AnswerRates rates = new AnswerRates();

	private final Map<Label, Counter> answers = new ConcurrentHashMap<>();

	private final Map<Label, Timer> latencies = new ConcurrentHashMap<>();

	private final Map<String, PlacementCounters> placements = new ConcurrentHashMap<>();

	private final Counter impressionsSent;

	private final Counter impressionsDropped;

	/**
	 * Begins to count at zero for every placement and label, so that no first answer is
	 * missed.
	 */
	RecommendMetrics(MeterRegistry meters, AnswerTimes times, Collection<String> placements) {
		this.meters = meters;
		this.times = times;
		this.impressionsSent = impressions("sent");
		this.impressionsDropped = impressions("dropped");
		placements.forEach(this::countFromZero);
		EnumSet.complementOf(EnumSet.of(Source.POPULAR))
			.forEach((source) -> List.of(Skip.values()).forEach((why) -> skips(source, why)));
		rate("beckon.fallback.rate",
				"Share of the last minute's answers that failed to come from a known profile, 0..1",
				AnswerRates::fallbackRate);
		rate("beckon.unknown.visitor.rate", "Share of the last minute's answers to visitors who are new here, 0..1",
				AnswerRates::unknownVisitorRate);
		rate("beckon.padded.rate", "Share of the last minute's answers that were filled up from a later source, 0..1",
				AnswerRates::paddedRate);
	}

	/** What tells answers apart in a metric. */
	private record Label(String placement, String source, String reason) {
	}

	private void countFromZero(String placement) {
		this.answers.computeIfAbsent(new Label(placement, Source.PROFILE.wireName(), NO_REASON), this::answerCounter);
		for (FallbackReason reason : FallbackReason.values()) {
			for (Source source : EnumSet.complementOf(EnumSet.of(Source.PROFILE))) {
				this.answers.computeIfAbsent(new Label(placement, source.wireName(), reason.wireName()),
						this::answerCounter);
			}
		}
		counters(placement);
	}

	/** What is counted of a placement's answers besides their labels. */
	private record PlacementCounters(Counter padded, Counter explored, Counter overDeadline) {
	}

	private PlacementCounters counters(String placement) {
		return this.placements.computeIfAbsent(placement,
				(name) -> new PlacementCounters(padded(name), explored(name), overDeadline(name)));
	}

	void answered(RecommendationRequest request, Recommendation answer) {
		FallbackReason reason = answer.fallbackReason();
		Duration took = Duration.ofNanos((long) (answer.tookMs() * 1e6));
		Label label = new Label(request.placement(), answer.source().wireName(),
				(reason != null) ? reason.wireName() : NO_REASON);
		this.answers.computeIfAbsent(label, this::answerCounter).increment();
		this.latencies.computeIfAbsent(new Label(request.placement(), answer.source().wireName(), ""), this::latency)
			.record(took);
		this.times.took(took.toNanos());
		this.rates.count(reason, answer.padded() > 0);
		if (answer.padded() > 0) {
			counters(request.placement()).padded().increment();
		}
		answer.items()
			.stream()
			.filter(RecommendedItem::explored)
			.forEach((item) -> counters(request.placement()).explored().increment());
		if (request.deadline().isOver()) {
			counters(request.placement()).overDeadline().increment();
		}
	}

	/** Why an answer went past a source that it would have asked. */
	enum Skip {

		SWITCHED_OFF("switched_off"), DRILL("drill");

		private final String wireName;

		Skip(String wireName) {
			this.wireName = wireName;
		}

	}

	void skipped(Source source, Skip why) {
		skips(source, why).increment();
	}

	void impression(boolean sent) {
		(sent ? this.impressionsSent : this.impressionsDropped).increment();
	}

	private Counter impressions(String outcome) {
		return Counter.builder("beckon.impressions")
			.description("Impressions, by whether the log took them; answers never wait for it")
			.tag("outcome", outcome)
			.register(this.meters);
	}

	private Counter answerCounter(Label label) {
		return Counter.builder("beckon.answers")
			.description("Answers given; reason says why one is not from the profile")
			.tag("placement", label.placement())
			.tag("source", label.source())
			.tag("reason", label.reason())
			.register(this.meters);
	}

	private Timer latency(Label label) {
		return Timer.builder("beckon.answer.latency")
			.description("Time from the request to the finished answer")
			.tag("placement", label.placement())
			.tag("source", label.source())
			.serviceLevelObjectives(LATENCY_OBJECTIVES)
			.register(this.meters);
	}

	private Counter skips(Source source, Skip why) {
		return Counter.builder("beckon.source.skips")
			.description("Times an answer went past a source because an operator wants it so")
			.tag("source", source.wireName())
			.tag("cause", why.wireName)
			.register(this.meters);
	}

	private Counter padded(String placement) {
		return Counter.builder("beckon.answers.padded")
			.description("Answers that were filled up from a later source")
			.tag("placement", placement)
			.register(this.meters);
	}

	private Counter explored(String placement) {
		return Counter.builder("beckon.explored.impressions")
			.description("Items shown to explore them: places that the placement's exploration share gave to new items")
			.tag("placement", placement)
			.register(this.meters);
	}

	private Counter overDeadline(String placement) {
		return Counter.builder("beckon.answers.over.deadline")
			.description("Answers given after their deadline")
			.tag("placement", placement)
			.register(this.meters);
	}

	private void rate(String name, String description, ToDoubleFunction<AnswerRates> rate) {
		Gauge.builder(name, this.rates, rate).description(description).register(this.meters);
	}

}
