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

	/** What is known of the candidates. */
	final Evidence evidence = new Evidence();

	final Best best = new Best();

	final Features features = new Features();

	final Answer answer = new Answer();

	/** Only there so that what is read ahead is not optimised away. */
	@SuppressWarnings("UnusedVariable")
	int touched;

	/** By session: the newest item of the visit that it shares. */
	private int[] newestShared = new int[512];

	private int[] entries = new int[64];

	private int[] order = new int[128];

	private float[] scores = new float[128];

	/** A past session shares the i-th item of the visit; the newest item comes first. */
	void share(int session, float weight, int i) {
		int known = this.sessions.size();
		int position = this.sessions.position(session);
		this.sessions.set(position, this.sessions.sum(position) + weight);
		if (position == known) {
			if (position == this.newestShared.length) {
				this.newestShared = Arrays.copyOf(this.newestShared, position * 2);
			}
			this.newestShared[position] = i;
		}
	}

	/** The position of an item among the candidates; its evidence begins at zero. */
	int candidate(int item) {
		int known = this.candidates.size();
		int candidate = this.candidates.position(item);
		if (candidate == known) {
			this.evidence.begin(candidate);
		}
		return candidate;
	}

	int newestShared(int position) {
		return this.newestShared[position];
	}

	/** Room for the entries of one session. */
	int[] entries(int most) {
		if (most > this.entries.length) {
			this.entries = new int[most * 2];
		}
		return this.entries;
	}

	/** Room for the chosen candidates. */
	int[] order(int most) {
		if (most > this.order.length) {
			this.order = new int[most];
		}
		return this.order;
	}

	/** Where a chosen candidate is in {@link #order}. */
	int rank(int candidate) {
		int rank = 0;
		while (this.order[rank] != candidate) {
			rank++;
		}
		return rank;
	}

	/** Room for a score of each of the chosen candidates. */
	float[] scores(int most) {
		if (most > this.scores.length) {
			this.scores = new float[most];
		}
		return this.scores;
	}

	void clear() {
		this.visit.clear();
		this.sessions.clear();
		this.candidates.clear();
		this.answer.clear();
	}

}
