package dev.beckon.popularity;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.beckon.event.InteractionType;
import dev.beckon.session.Session;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContributionTests {

	@Test
	void reloadingAPageAddsNothing() {
		assertThat(Contribution.of(Visits.views("v", 1_000, "sku-1", "sku-1", "sku-1"), Visits.WEIGHTS))
			.isEqualTo(Contribution.of(Visits.views("v", 1_000, "sku-1"), Visits.WEIGHTS));
	}

	@Test
	void thePurchaseReplacesTheLookThatLedToIt() {
		Session session = new Session("v", 0,
				List.of(Visits.touch("sku-1", InteractionType.VIEW_ITEM, 0),
						Visits.touch("sku-1", InteractionType.ADD_TO_CART, 1_000),
						Visits.touch("sku-1", InteractionType.PURCHASE, 2_000),
						Visits.touch("sku-1", InteractionType.VIEW_ITEM, 3_000)));

		assertThat(Contribution.of(session, Visits.WEIGHTS))
			.containsOnly(Map.entry("sku-1", new Contribution(Visits.WEIGHTS.of(InteractionType.PURCHASE), 2_000)));
	}

	@Test
	void takingAnItemOutOfTheCartAddsNothing() {
		Session session = new Session("v", 0, List.of(Visits.touch("sku-1", InteractionType.REMOVE_FROM_CART, 0)));

		assertThat(Contribution.of(session, Visits.WEIGHTS)).isEmpty();
	}

	@Test
	void strongerIntentWeighsMore() {
		assertThat(List.of(InteractionType.VIEW_ITEM, InteractionType.ADD_TO_WISHLIST, InteractionType.ADD_TO_CART,
				InteractionType.PURCHASE))
			.isSortedAccordingTo(Comparator.comparingDouble(Visits.WEIGHTS::of));
	}

}
