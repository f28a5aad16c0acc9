package dev.beckon.index;

import java.util.Arrays;

/**
 * Sums by key, reused from query to query: an open-addressed table from a key to a dense
 * position, and the sums by position, so that whoever needs more than one figure a key
 * keeps arrays of its own by position. Clearing costs what was added, not the capacity.
 *
 * <p>
 * Thread safety: one thread at a time.
 */
final class Tally {

	/** Position plus one by hash of the key; zero is empty. */
	private int[] table = new int[1024];

	private int[] keys = new int[512];

	private int[] places = new int[512];

	private float[] sums = new float[512];

	private int size;

	/** The position of a key, which is added with a sum of zero if need be. */
	int position(int key) {
		int at = start(key);
		for (int entry = this.table[at]; entry != 0; entry = this.table[at]) {
			if (this.keys[entry - 1] == key) {
				return entry - 1;
			}
			at = (at + 1) & (this.table.length - 1);
		}
		return append(key, at);
	}

	void add(int key, float amount) {
		this.sums[position(key)] += amount;
	}

	/** The position of a key, or -1. */
	int find(int key) {
		int at = start(key);
		for (int entry = this.table[at]; entry != 0; entry = this.table[at]) {
			if (this.keys[entry - 1] == key) {
				return entry - 1;
			}
			at = (at + 1) & (this.table.length - 1);
		}
		return -1;
	}

	int size() {
		return this.size;
	}

	int key(int position) {
		return this.keys[position];
	}

	float sum(int position) {
		return this.sums[position];
	}

	void set(int position, float sum) {
		this.sums[position] = sum;
	}

	void clear() {
		for (int i = 0; i < this.size; i++) {
			this.table[this.places[i]] = 0;
		}
		this.size = 0;
	}

	private int append(int key, int place) {
		int position = this.size++;
		this.table[place] = position + 1;
		this.keys[position] = key;
		this.places[position] = place;
		this.sums[position] = 0;
		if (this.size == this.keys.length) {
			grow();
		}
		return position;
	}

	private void grow() {
		int capacity = this.size * 2;
		this.keys = Arrays.copyOf(this.keys, capacity);
		this.places = Arrays.copyOf(this.places, capacity);
		this.sums = Arrays.copyOf(this.sums, capacity);
		this.table = new int[capacity * 2];
		for (int i = 0; i < this.size; i++) {
			int at = start(this.keys[i]);
			while (this.table[at] != 0) {
				at = (at + 1) & (this.table.length - 1);
			}
			this.table[at] = i + 1;
			this.places[i] = at;
		}
	}

	private int start(int key) {
		int hash = key * 0x9e3779b9;
		return (hash ^ (hash >>> 15)) & (this.table.length - 1);
	}

}
