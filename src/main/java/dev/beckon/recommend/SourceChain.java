package dev.beckon.recommend;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.beckon.catalog.Catalogue;
import dev.beckon.catalog.Item;
import dev.beckon.event.Touch;
import dev.beckon.index.Candidate;
import dev.beckon.index.Explanation;
import dev.beckon.index.Ranking;
import dev.beckon.popularity.PopularItem;
import dev.beckon.popularity.Popularity;
import dev.beckon.profile.Profile;
import dev.beckon.recommend.Recommendation.RecommendedItem;
import dev.beckon.rule.RulesInForce;
import org.jspecify.annotations.Nullable;

/**
 * The sources of an answer, from the most personal to the one that always has something.
 * Each is asked only for what the ones before it could not fill, and none after the first
 * depends on what the ones before it need.
 */
class SourceChain {

	private final Catalogue catalogue;

	private final Ranking ranking;

	private final Popularity popularity;

	private final SourceGates gates;

	private final Exploration exploration;

	private final RuleSource rules;

	SourceChain(Catalogue catalogue, Ranking ranking, Popularity popularity, SourceGates gates,
			Exploration exploration) {
		this(catalogue, ranking, popularity, gates, exploration, (_, _) -> RulesInForce.NONE);
	}

	private SourceChain(Catalogue catalogue, Ranking ranking, Popularity popularity, SourceGates gates,
			Exploration exploration, RuleSource rules) {
		this.catalogue = catalogue;
		this.ranking = ranking;
		this.popularity = popularity;
		this.gates = gates;
		this.exploration = exploration;
		this.rules = rules;
	}

	/** What marketers want of an answer, or of a list that has no placement. */
	@FunctionalInterface
	interface RuleSource {

		RulesInForce inForce(@Nullable String placement, @Nullable String category);

	}

	/** The same sources behind other gates. */
	SourceChain behind(SourceGates others) {
		return new SourceChain(this.catalogue, this.ranking, this.popularity, others, this.exploration, this.rules);
	}

	/** The same sources under other rules. */
	SourceChain under(RuleSource others) {
		return new SourceChain(this.catalogue, this.ranking, this.popularity, this.gates, this.exploration, others);
	}

	/** The way of one answer along the sources. */
	Passage passage() {
		return this.gates.passage();
	}

	/** Fills a list for this request, as far as there are items that may be shown. */
	Selection select(RecommendationRequest request, VisitorHistory history, Passage passage) {
		Selection selection = selection(request, history);
		addRanked(selection, request, history, passage);
		addPopular(selection, request, passage);
		return selection;
	}

	/** The same where there is no time to rank: from the sources that need none. */
	Selection selectUnranked(RecommendationRequest request, VisitorHistory history, Passage passage) {
		Selection selection = selection(request, history);
		addPopular(selection, request, passage);
		return selection;
	}

	/**
	 * An empty list but for pinned items, and the new ones that get a share of its
	 * places.
	 */
	private Selection selection(RecommendationRequest request, VisitorHistory history) {
		String category = categoryOnPage(request);
		Ruling ruling = Ruling.of(this.rules.inForce(request.placement(), category), this::categoryOf);
		Selection selection = new Selection(request.limit(), ruling.unhidden(mayShow(request, history.profile())),
				new CategoryLimit(request.rules().maxPerCategory(), this::categoryOf), ruling);
		ruling.pin(selection);
		this.exploration.explore(request, (category != null) ? category : lately(history.profile()), selection);
		return selection;
	}

	private void addRanked(Selection selection, RecommendationRequest request, VisitorHistory history,
			Passage passage) {
		Source personal = history.source();
		if (personal != null) {
			List<Touch> touches = history.profile().touches();
			selection.add(personal,
					(limit, mayShow) -> request.explain()
							? explained(personal, this.ranking.explain(touches, limit, mayShow))
							: recommended(personal, this.ranking.rank(touches, limit, mayShow)));
		}
		String itemId = request.itemId();
		if (itemId != null) {
			selection.add(Source.SIMILAR,
					(limit, mayShow) -> passage.ask(Source.SIMILAR,
							() -> request.explain()
									? explained(Source.SIMILAR, this.ranking.explainSimilar(itemId, limit, mayShow))
									: similar(itemId, limit, mayShow),
							List.of()));
		}
	}

	private void addPopular(Selection selection, RecommendationRequest request, Passage passage) {
		String category = categoryOnPage(request);
		if (category != null) {
			selection
				.add(Source.CATEGORY_POPULAR,
						(limit, mayShow) -> passage.ask(Source.CATEGORY_POPULAR, () -> popular(request,
								Source.CATEGORY_POPULAR, this.popularity.inCategory(category, limit, mayShow)),
								List.of()));
		}
		selection.add(Source.POPULAR,
				(limit, mayShow) -> popular(request, Source.POPULAR, this.popularity.overall(limit, mayShow)));
	}

	/** Notes what was shown of what it had selected. */
	void shown(Recommendation answer) {
		this.exploration.shown(answer);
	}

	/** The name of the model version that ranks. */
	String model() {
		return this.ranking.model();
	}

	/** Items close to this one, for nobody in particular. */
	List<RecommendedItem> similar(String itemId, int limit) {
		return similar(itemId, limit, mayShow(categoryOfPage(itemId, null)));
	}

	/**
	 * What is trending, in this category or, without one, overall, for nobody in
	 * particular.
	 */
	List<RecommendedItem> popular(@Nullable String category, int limit) {
		Predicate<String> mayShow = mayShow(category);
		return (category == null) ? popular(Source.POPULAR, this.popularity.overall(limit, mayShow))
				: popular(Source.CATEGORY_POPULAR, this.popularity.inCategory(category, limit, mayShow));
	}

	private List<RecommendedItem> similar(String itemId, int limit, Predicate<String> mayShow) {
		return recommended(Source.SIMILAR, this.ranking.similar(itemId, limit, mayShow));
	}

	private static List<RecommendedItem> popular(Source source, List<PopularItem> popular) {
		return popular.stream().map((item) -> new RecommendedItem(item.itemId(), item.score(), source, null)).toList();
	}

	private static List<RecommendedItem> popular(RecommendationRequest request, Source source,
			List<PopularItem> popular) {
		if (!request.explain()) {
			return popular(source, popular);
		}
		return popular.stream()
			.map((item) -> new RecommendedItem(item.itemId(), item.score(), source, null, false,
					Map.of("interactions", item.score()), null))
			.toList();
	}

	private static List<RecommendedItem> recommended(Source source, List<Candidate> candidates) {
		return candidates.stream()
			.map((candidate) -> new RecommendedItem(candidate.itemId(), candidate.score(), source, candidate.because()))
			.toList();
	}

	private static List<RecommendedItem> explained(Source source, List<Explanation> explanations) {
		return explanations.stream().map((explanation) -> RecommendedItem.explained(source, explanation)).toList();
	}

	/** The category of the page, or of the item on it; null where there is none. */
	@Nullable String categoryOnPage(RecommendationRequest request) {
		return categoryOfPage(request.itemId(), request.category());
	}

	private @Nullable String categoryOfPage(@Nullable String itemId, @Nullable String category) {
		if (category != null || itemId == null) {
			return category;
		}
		String path = pathOf(itemId);
		return path.isEmpty() ? null : path;
	}

	/** The category of what was touched last; empty when there is none. */
	private String lately(Profile profile) {
		return profile.isEmpty() ? "" : pathOf(profile.touches().getLast().itemId());
	}

	private String pathOf(String itemId) {
		return String.join("/", categoryOf(itemId));
	}

	private List<String> categoryOf(String itemId) {
		Item item = this.catalogue.find(itemId);
		return (item != null) ? item.category() : List.of();
	}

	/**
	 * What a list without a placement may contain: there is no place to pin to, and what
	 * is popular or similar says so by its order, but what is hidden is hidden.
	 */
	private Predicate<String> mayShow(@Nullable String category) {
		return Ruling.of(this.rules.inForce(null, category), this::categoryOf).unhidden(this.catalogue::mayShow);
	}

	private Predicate<String> mayShow(RecommendationRequest request, Profile profile) {
		Predicate<String> mayShow = this.catalogue::mayShow;
		mayShow = mayShow.and((item) -> !request.excluded().contains(item));
		PlacementRules rules = request.rules();
		if (rules.excludePurchased() && !profile.purchased().isEmpty()) {
			mayShow = mayShow.and((item) -> !profile.purchased().contains(item));
		}
		if (rules.excludeCart() && !profile.cart().isEmpty()) {
			mayShow = mayShow.and((item) -> !profile.cart().containsKey(item));
		}
		if (rules.excludePageItem() && request.itemId() != null) {
			mayShow = mayShow.and((item) -> !item.equals(request.itemId()));
		}
		return mayShow;
	}

}
