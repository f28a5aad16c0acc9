package dev.beckon.demo;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.beckon.event.InteractionType;
import org.jspecify.annotations.Nullable;

/**
 * One visit of a simulated shopper, who has a favourite category and a taste within it,
 * now and then follows a recommendation, puts some items into the cart and may buy them.
 * Decides what comes next from random numbers alone.
 */
final class DemoVisit {

	private static final double FOLLOWS_RECOMMENDATION = 0.35;

	private static final double STRAYS = 0.1;

	private static final double ADDS_TO_CART = 0.15;

	private static final double WISHES = 0.05;

	private static final double BUYS = 0.6;

	/** How far, in items, a view is from the taste of the visit. */
	private static final double SPREAD = 3;

	/**
	 * What the shopper does next.
	 *
	 * @param recommended whether the item was taken from the recommendations
	 */
	record Step(InteractionType type, DemoItem item, boolean recommended) {
	}

	private final List<DemoItem> items;

	private final RandomGenerator random;

	private final int firstOfCategory;

	private final int taste;

	private final LinkedHashSet<DemoItem> cart = new LinkedHashSet<>();

	private int viewsLeft;

	private final boolean buys;

	private @Nullable DemoItem viewed;

	/**
	 * A visit.
	 * @param items the catalogue, category by category
	 */
	DemoVisit(List<DemoItem> items, RandomGenerator random) {
		this.items = items;
		this.random = random;
		int size = DemoCatalogue.ITEMS_PER_CATEGORY;
		this.firstOfCategory = size * random.nextInt(items.size() / size);
		this.taste = (int) (size * Math.pow(random.nextDouble(), 2));
		this.viewsLeft = 3 + random.nextInt(10);
		this.buys = random.nextDouble() < BUYS;
	}

	/**
	 * The next step, or null when the visit is over.
	 * @param recommendations what the shop shows the shopper now, best first
	 */
	@Nullable Step next(List<DemoItem> recommendations) {
		DemoItem seen = this.viewed;
		this.viewed = null;
		if (seen != null && this.random.nextDouble() < ADDS_TO_CART) {
			this.cart.add(seen);
			return new Step(InteractionType.ADD_TO_CART, seen, false);
		}
		if (seen != null && this.random.nextDouble() < WISHES) {
			return new Step(InteractionType.ADD_TO_WISHLIST, seen, false);
		}
		if (this.viewsLeft > 0) {
			this.viewsLeft--;
			return view(recommendations);
		}
		return checkOut();
	}

	private Step view(List<DemoItem> recommendations) {
		boolean follows = !recommendations.isEmpty() && this.random.nextDouble() < FOLLOWS_RECOMMENDATION;
		DemoItem item = follows ? recommendations.get(this.random.nextInt(recommendations.size())) : browse();
		this.viewed = item;
		return new Step(InteractionType.VIEW_ITEM, item, follows);
	}

	private DemoItem browse() {
		if (this.random.nextDouble() < STRAYS) {
			return this.items.get(this.random.nextInt(this.items.size()));
		}
		int near = (int) Math.round(this.taste + SPREAD * this.random.nextGaussian());
		return this.items.get(this.firstOfCategory + Math.floorMod(near, DemoCatalogue.ITEMS_PER_CATEGORY));
	}

	private @Nullable Step checkOut() {
		if (!this.buys || this.cart.isEmpty()) {
			return null;
		}
		return new Step(InteractionType.PURCHASE, this.cart.removeFirst(), false);
	}

}
