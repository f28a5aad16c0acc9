package dev.beckon.attribution;

import dev.beckon.attribution.ShownAnswer.Labels;

/** A remembered answer and what it led to. One thread. */
final class Entry {

	private final long timeMillis;

	private final Labels labels;

	private int[] items;

	private Outcome[] outcomes = Outcomes.none();

	Entry(long timeMillis, Labels labels, int[] items) {
		this.timeMillis = timeMillis;
		this.labels = labels;
		this.items = items;
	}

	long timeMillis() {
		return this.timeMillis;
	}

	Labels labels() {
		return this.labels;
	}

	int[] items() {
		return this.items;
	}

	Outcome[] outcomes() {
		return this.outcomes;
	}

	/** Takes a response as this answer's doing, if the item was in it. */
	void add(Response response, int item) {
		for (int place = 0; place < this.items.length; place++) {
			if (this.items[place] == item) {
				this.outcomes = Outcomes.with(this.outcomes, Outcome.of(response, place));
				return;
			}
		}
	}

	/** Has the items go by other numbers. */
	void renumber(ItemNumbers before, ItemNumbers after) {
		int[] renumbered = new int[this.items.length];
		for (int place = 0; place < renumbered.length; place++) {
			renumbered[place] = after.of(before.idOf(this.items[place]));
		}
		this.items = renumbered;
	}

}
