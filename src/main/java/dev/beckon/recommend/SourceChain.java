package dev.beckon.recommend;

import java.util.List;
import java.util.function.Predicate;

import dev.beckon.catalog.Catalogue;
import dev.beckon.catalog.Item;
import dev.beckon.index.Candidate;
import dev.beckon.index.Ranking;
import dev.beckon.popularity.PopularItem;
import dev.beckon.popularity.Popularity;
import dev.beckon.profile.Profile;
import dev.beckon.recommend.Recommendation.RecommendedItem;
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

	SourceChain(Catalogue catalogue, Ranking ranking, Popularity popularity, SourceGates gates) {
		this.catalogue = catalogue;
		this.ranking = ranking;
		this.popularity = popularity;
		this.gates = gates;
	}

	/** The way of one answer along the sources. */
	Passage passage() {
		return this.gates.passage();
	}

	/** Fills a list for this request, as far as there are items that may be shown. */
	Selection select(RecommendationRequest request, VisitorHistory history, Passage passage) {
		Selection selection = new Selection(request.limit(), mayShow(request, history.profile()));
		addRanked(selection, request, history, passage);
		addPopular(selection, request, passage);
		return selection;
	}

	/** The same where there is no time to rank: from the sources that need none. */
	Selection selectUnranked(RecommendationRequest request, VisitorHistory history, Passage passage) {
		Selection selection = new Selection(request.limit(), mayShow(request, history.profile()));
		addPopular(selection, request, passage);
		return selection;
	}

	private void addRanked(Selection selection, RecommendationRequest request, VisitorHistory history,
			Passage passage) {
		Source personal = history.source();
		if (personal != null) {
			selection.add(personal, (limit, mayShow) -> personal(personal, history.profile(), limit, mayShow));
		}
		String itemId = request.itemId();
		if (itemId != null) {
			selection.add(Source.SIMILAR,
					(limit, mayShow) -> passage.ask(Source.SIMILAR, () -> similar(itemId, limit, mayShow), List.of()));
		}
	}

	private void addPopular(Selection selection, RecommendationRequest request, Passage passage) {
		String category = categoryOnPage(request);
		if (category != null) {
			selection.add(Source.CATEGORY_POPULAR, (limit, mayShow) -> passage.ask(Source.CATEGORY_POPULAR,
					() -> popular(Source.CATEGORY_POPULAR, this.popularity.inCategory(category, limit, mayShow)),
					List.of()));
		}
		selection.add(Source.POPULAR,
				(limit, mayShow) -> popular(Source.POPULAR, this.popularity.overall(limit, mayShow)));
	}

	/** The name of the model version that ranks. */
	String model() {
		return this.ranking.model();
	}

	List<RecommendedItem> similar(String itemId, int limit, Predicate<String> mayShow) {
		return this.ranking.similar(itemId, limit, mayShow)
			.stream()
			.map((candidate) -> recommended(Source.SIMILAR, candidate))
			.toList();
	}

	private List<RecommendedItem> personal(Source source, Profile profile, int limit, Predicate<String> mayShow) {
		return this.ranking.rank(profile.touches(), limit, mayShow)
			.stream()
			.map((candidate) -> recommended(source, candidate))
			.toList();
	}

	static List<RecommendedItem> popular(Source source, List<PopularItem> popular) {
		return popular.stream().map((item) -> new RecommendedItem(item.itemId(), item.score(), source, null)).toList();
	}

	private static RecommendedItem recommended(Source source, Candidate candidate) {
		return new RecommendedItem(candidate.itemId(), candidate.score(), source, candidate.because());
	}

	private @Nullable String categoryOnPage(RecommendationRequest request) {
		if (request.category() != null || request.itemId() == null) {
			return request.category();
		}
		Item item = this.catalogue.find(request.itemId());
		return (item == null || item.category().isEmpty()) ? null : String.join("/", item.category());
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
