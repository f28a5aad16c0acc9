package dev.beckon.attribution;

import dev.beckon.attribution.ShownAnswer.Labels;

/**
 * Counts over a set of answers, in whatever order they are added. One thread.
 */
final class Tally {

	long answers;

	long fallbacks;

	long unknownVisitors;

	long padded;

	long shown;

	long clicks;

	long addToCarts;

	long purchases;

	/** In {@link Response#UNITS}. */
	private long revenue;

	/** Answers of which at least one item was clicked. */
	long clicked;

	/** Answers of which at least one item was bought. */
	long bought;

	void add(Labels labels, int items, Outcome[] outcomes) {
		this.answers++;
		this.fallbacks += labels.isFallback() ? 1 : 0;
		this.unknownVisitors += labels.isUnknownVisitor() ? 1 : 0;
		this.padded += labels.padded() ? 1 : 0;
		this.shown += items;
		if (outcomes.length > 0) {
			add(outcomes);
		}
	}

	/** Adds what another has counted. */
	void add(Tally other) {
		this.answers += other.answers;
		this.fallbacks += other.fallbacks;
		this.unknownVisitors += other.unknownVisitors;
		this.padded += other.padded;
		this.shown += other.shown;
		this.clicks += other.clicks;
		this.addToCarts += other.addToCarts;
		this.purchases += other.purchases;
		this.revenue += other.revenue;
		this.clicked += other.clicked;
		this.bought += other.bought;
	}

	/** In the shop's currency. */
	double revenue() {
		return this.revenue / Response.UNITS;
	}

	private void add(Outcome[] outcomes) {
		long clicksBefore = this.clicks;
		long purchasesBefore = this.purchases;
		for (Outcome outcome : outcomes) {
			switch (outcome.type()) {
				case VIEW_ITEM -> this.clicks++;
				case ADD_TO_CART -> this.addToCarts++;
				case PURCHASE -> {
					this.purchases++;
					this.revenue += outcome.revenue();
				}
				case REMOVE_FROM_CART, ADD_TO_WISHLIST -> {
				}
			}
		}
		this.clicked += (this.clicks > clicksBefore) ? 1 : 0;
		this.bought += (this.purchases > purchasesBefore) ? 1 : 0;
	}

}
