package dev.beckon.demo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import dev.beckon.event.InteractionType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DemoVisitTests {

	private final List<DemoItem> items = DemoCatalogue.items(1);

	@Test
	void theCatalogueIsTheSameForTheSameSeed() {
		assertThat(DemoCatalogue.items(1)).isEqualTo(this.items).isNotEqualTo(DemoCatalogue.items(2));
	}

	@Test
	void theCatalogueHasAFewHundredItemsInADozenCategories() {
		assertThat(this.items).hasSize(360).extracting(DemoItem::itemId).doesNotHaveDuplicates();
		assertThat(new HashSet<>(this.items.stream().map(DemoItem::category).toList())).hasSize(12);
	}

	@Test
	void whatIsBoughtWasInTheCart() {
		for (int seed = 0; seed < 200; seed++) {
			List<DemoVisit.Step> steps = steps(new DemoVisit(this.items, new Random(seed)));
			assertThat(items(steps, InteractionType.ADD_TO_CART)).containsAll(items(steps, InteractionType.PURCHASE));
		}
	}

	@Test
	void mostViewsOfAVisitAreOfOneCategory() {
		List<DemoVisit.Step> steps = steps(new DemoVisit(this.items, new Random(7)));
		Set<List<String>> categories = new HashSet<>();
		steps.forEach((step) -> categories.add(step.item().category()));
		assertThat(categories.size()).isLessThan(steps.size());
	}

	private static List<DemoVisit.Step> steps(DemoVisit visit) {
		List<DemoVisit.Step> steps = new ArrayList<>();
		for (var step = visit.next(List.of()); step != null; step = visit.next(List.of())) {
			steps.add(step);
		}
		return steps;
	}

	private static List<DemoItem> items(List<DemoVisit.Step> steps, InteractionType type) {
		return steps.stream().filter((step) -> step.type() == type).map(DemoVisit.Step::item).toList();
	}

}
