package dev.beckon.index;

import java.util.Arrays;

/**
 * What one query needs beside the index, kept from query to query.
 *
 * <p>
 * Thread safety: one thread at a time; {@link Scratches} sees to it.
 */
final class Scratch {

	final Visit visit = new Visit();

	/** Past sessions that share an item with the visit, and how similar they are. */
	final Tally sessions = new Tally();

	/** Candidates by item number, and their scores. */
	final Tally candidates = new Tally();

	final Best best = new Best();

	/** By candidate: the largest single contribution so far. */
	private float[] largest = new float[512];

	/** By candidate: which item of the visit the largest contribution came through. */
	private int[] because = new int[512];

	/**
	 * Adds to a candidate's score what it owes to the {@code through}-th item of the
	 * visit.
	 */
	void contribute(int item, float amount, int through) {
		int position = this.candidates.position(item);
		float before = this.candidates.sum(position);
		this.candidates.set(position, before + amount);
		if (position >= this.because.length) {
			this.because = Arrays.copyOf(this.because, position * 2);
			this.largest = Arrays.copyOf(this.largest, position * 2);
		}
		if (before == 0 || amount > this.largest[position]) {
			this.largest[position] = amount;
			this.because[position] = through;
		}
	}

	/** Which item of the visit did most for a candidate. */
	int because(int position) {
		return this.because[position];
	}

	void clear() {
		this.visit.clear();
		this.sessions.clear();
		this.candidates.clear();
	}

}
