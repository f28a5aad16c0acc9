package dev.beckon.recommend;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.beckon.recommend.Recommendation.RecommendedItem;

/**
 * Gives new items a share of the places: what nobody has seen, nobody can touch, and no
 * ranking that learns from touches would ever show it. Never takes the first place, and
 * takes the others with equal chance, so that what is learned does not depend on where an
 * item was put.
 *
 * <p>
 * Thread safety: any thread.
 */
final class Exploration {

	private final NewItems newItems;

	private final Supplier<RandomGenerator> random;

	Exploration(NewItems newItems, Supplier<RandomGenerator> random) {
		this.newItems = newItems;
		this.random = random;
	}

	/**
	 * Takes places of an answer for new items, before any source is asked.
	 * @param category of the page, or else of what the visitor touched last; empty for
	 * none
	 */
	void explore(RecommendationRequest request, String category, Selection selection) {
		RandomGenerator generator = this.random.get();
		int places = places(request, generator);
		for (int i = 0; i < places; i++) {
			String itemId = this.newItems.pick(category, selection::admits);
			if (itemId != null) {
				selection.keep(explored(request, itemId), 1 + generator.nextInt(request.limit() - 1));
			}
		}
	}

	/**
	 * A share of 0.1 of 12 places is one place, and in one of five answers a second one.
	 */
	private static int places(RecommendationRequest request, RandomGenerator generator) {
		double share = request.rules().explorationShare();
		if (share == 0) {
			return 0;
		}
		double places = share * request.limit();
		int whole = (int) places + ((generator.nextDouble() < places - (int) places) ? 1 : 0);
		return Math.min(whole, request.limit() - 1);
	}

	private RecommendedItem explored(RecommendationRequest request, String itemId) {
		return RecommendedItem.explored(itemId, request.explain() ? this.newItems.evidence(itemId) : null);
	}

	/** Counts the explored items of an answer that was given. */
	void shown(Recommendation answer) {
		answer.items().stream().filter(RecommendedItem::explored).forEach((item) -> this.newItems.shown(item.itemId()));
	}

}
