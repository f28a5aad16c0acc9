package dev.beckon.index;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;

/**
 * An endless log: items by Zipf's law with exponent 1, session lengths geometric with
 * mean 4, one touch in ten more than a view. The same seed gives the same log.
 */
final class SyntheticLog {

	private static final double GO_ON = 0.75;

	private static final int LONGEST = 40;

	private final String[] items;

	private final SplittableRandom random;

	private final double logItems;

	private long events;

	SyntheticLog(int items, long seed) {
		this.items = new String[items];
		for (int i = 0; i < items; i++) {
			this.items[i] = "item-" + i;
		}
		this.random = new SplittableRandom(seed);
		this.logItems = Math.log(items);
	}

	List<Touch> session() {
		List<Touch> touches = new ArrayList<>(4);
		do {
			touches.add(touch());
		}
		while (touches.size() < LONGEST && this.random.nextDouble() < GO_ON);
		return touches;
	}

	Touch touch() {
		int rank = (int) Math.exp(this.random.nextDouble() * this.logItems) - 1;
		InteractionType type = (this.random.nextInt(10) == 0) ? InteractionType.ADD_TO_CART : InteractionType.VIEW_ITEM;
		long event = this.events++;
		return new Touch(this.items[rank], type, event, 1, event * 0x9e3779b97f4a7c15L);
	}

	int below(int bound) {
		return this.random.nextInt(bound);
	}

}
