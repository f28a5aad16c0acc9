package dev.beckon.recommend;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log what was shown. The answer never waits for it: what Kafka cannot take at
 * once is dropped and counted.
 */
class Impressions {

	private final Topic topic;

	private final ObjectWriter json;

	private final RecommendMetrics metrics;

	private final Function<RecommendationRequest, @Nullable String> categories;

	private final InstantSource clock;

	/**
	 * Tells that topic.
	 * @param categories of the page a request comes from; null where it has none
	 */
	Impressions(Topic topic, ObjectWriter json, RecommendMetrics metrics,
			Function<RecommendationRequest, @Nullable String> categories, InstantSource clock) {
		this.topic = topic;
		this.json = json;
		this.metrics = metrics;
		this.categories = categories;
		this.clock = clock;
	}

	/** Where impressions go; must not wait. */
	@FunctionalInterface
	interface Topic {

		CompletableFuture<?> offer(String visitorId, byte[] impression);

	}

	/**
	 * A record of {@code beckon.impressions}; the item and the category are those of the
	 * page.
	 */
	record Impression(String recommendationId, String visitorId, String placement, String timestamp, Source source,
			@Nullable FallbackReason fallbackReason, int padded, String model, @Nullable String variant,
			@Nullable String itemId, @Nullable String category, List<Shown> items) {

		/** One item that was shown. */
		record Shown(String itemId, Source source, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean explored) {
		}

	}

	void shown(String visitorId, RecommendationRequest request, Recommendation answer) {
		Impression impression = new Impression(answer.recommendationId(), visitorId, request.placement(),
				Instant.ofEpochMilli(this.clock.millis()).toString(), answer.source(), answer.fallbackReason(),
				answer.padded(), answer.model(), answer.variant(), request.itemId(), this.categories.apply(request),
				answer.items()
					.stream()
					.map((item) -> new Impression.Shown(item.itemId(), item.source(), item.explored()))
					.toList());
		var _ = this.topic.offer(visitorId, encode(impression))
			.whenComplete((written, dropped) -> this.metrics.impression(dropped == null));
	}

	private byte[] encode(Impression impression) {
		try {
			return this.json.writeValueAsBytes(impression);
		}
		catch (JsonProcessingException bug) {
			throw new IllegalStateException("an impression must be writable", bug);
		}
	}

}
