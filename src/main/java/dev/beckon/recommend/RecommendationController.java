package dev.beckon.recommend;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.beckon.catalog.Catalogue;
import dev.beckon.http.Problems;
import dev.beckon.popularity.PopularItem;
import dev.beckon.popularity.Popularity;
import dev.beckon.recommend.Recommendation.RecommendedItem;
import dev.beckon.role.Serving;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The questions a storefront asks. */
@Serving
@RestController
class RecommendationController {

	private final Recommender recommender;

	private final SourceChain chain;

	private final Popularity popularity;

	private final Catalogue catalogue;

	private final RecommendProperties properties;

	RecommendationController(Recommender recommender, SourceChain chain, Popularity popularity, Catalogue catalogue,
			RecommendProperties properties) {
		this.recommender = recommender;
		this.chain = chain;
		this.popularity = popularity;
		this.catalogue = catalogue;
		this.properties = properties;
	}

	/** Items without a visitor. */
	record Items(List<RecommendedItem> items) {
	}

	@GetMapping("/v1/recommendations")
	Recommendation recommend(@RequestParam String visitorId, @RequestParam(defaultValue = "home") String placement,
			@RequestParam(required = false) @Nullable String itemId,
			@RequestParam(required = false) @Nullable String category,
			@RequestParam(required = false) @Nullable Integer limit,
			@RequestParam(defaultValue = "") List<String> exclude,
			@RequestHeader(name = "X-Deadline-Ms", required = false) @Nullable Integer deadlineMs) {
		Deadline deadline = deadline(deadlineMs);
		PlacementRules rules = this.properties.placements().get(placement);
		if (rules == null) {
			throw Problems.badRequest("placement", "must be one of " + this.properties.placements().keySet());
		}
		return this.recommender.recommend(new RecommendationRequest(Problems.requireId("visitorId", visitorId),
				placement, rules, (itemId != null) ? Problems.requireId("itemId", itemId) : null, path(category),
				limit((limit != null) ? limit : rules.limit()), excluded(exclude), deadline));
	}

	@GetMapping("/v1/items/{itemId}/similar")
	Items similar(@PathVariable String itemId, @RequestParam(defaultValue = "12") int limit) {
		Problems.requireId("itemId", itemId);
		return new Items(this.chain.similar(itemId, limit(limit), this.catalogue::mayShow));
	}

	@GetMapping("/v1/popular")
	Items popular(@RequestParam(required = false) @Nullable String category,
			@RequestParam(defaultValue = "12") int limit) {
		Predicate<String> mayShow = this.catalogue::mayShow;
		String path = path(category);
		List<PopularItem> popular = (path == null) ? this.popularity.overall(limit(limit), mayShow)
				: this.popularity.inCategory(path, limit(limit), mayShow);
		return new Items(SourceChain.popular((path == null) ? Source.POPULAR : Source.CATEGORY_POPULAR, popular));
	}

	private Deadline deadline(@Nullable Integer deadlineMs) {
		if (deadlineMs == null) {
			return Deadline.after(this.properties.latencyBudget());
		}
		if (deadlineMs < 1) {
			throw Problems.badRequest("X-Deadline-Ms", "must be at least 1");
		}
		Duration asked = Duration.ofMillis(deadlineMs);
		return Deadline
			.after((asked.compareTo(this.properties.latencyBudget()) < 0) ? asked : this.properties.latencyBudget());
	}

	private int limit(int limit) {
		if (limit < 1 || limit > this.properties.maxLimit()) {
			throw Problems.badRequest("limit", "must be a whole number from 1 to " + this.properties.maxLimit());
		}
		return limit;
	}

	private Set<String> excluded(List<String> exclude) {
		if (exclude.size() > this.properties.maxExcluded()) {
			throw Problems.badRequest("exclude", "must name at most " + this.properties.maxExcluded() + " items");
		}
		return exclude.stream()
			.filter((item) -> !item.isEmpty())
			.map((item) -> Problems.requireId("exclude", item))
			.collect(Collectors.toUnmodifiableSet());
	}

	private static @Nullable String path(@Nullable String category) {
		if (category == null || category.isEmpty()) {
			return null;
		}
		Arrays.stream(category.split("/")).forEach((level) -> Problems.requireId("category", level));
		return category;
	}

}
