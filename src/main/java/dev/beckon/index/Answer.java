package dev.beckon.index;

import java.util.Arrays;

/**
 * Items, scores and reasons of one query, best first, before they get names.
 *
 * <p>
 * Thread safety: one thread at a time.
 */
final class Answer {

	private int[] items = new int[32];

	private float[] scores = new float[32];

	private int[] because = new int[32];

	private int size;

	void clear() {
		this.size = 0;
	}

	void add(int item, float score, int because) {
		if (this.size == this.items.length) {
			this.items = Arrays.copyOf(this.items, this.size * 2);
			this.scores = Arrays.copyOf(this.scores, this.size * 2);
			this.because = Arrays.copyOf(this.because, this.size * 2);
		}
		this.items[this.size] = item;
		this.scores[this.size] = score;
		this.because[this.size++] = because;
	}

	int size() {
		return this.size;
	}

	int item(int i) {
		return this.items[i];
	}

	float score(int i) {
		return this.scores[i];
	}

	/** The item of the visit that did most for the i-th. */
	int because(int i) {
		return this.because[i];
	}

	/** Where an item is, or -1. */
	int indexOf(int item) {
		for (int i = 0; i < this.size; i++) {
			if (this.items[i] == item) {
				return i;
			}
		}
		return -1;
	}

}
