package dev.beckon.recommend;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells when answers have stopped getting faster: the best of the last rounds is hardly
 * better than the best before them, and the compiler has little left to do. The best and
 * not the mean, since whatever else the machine does makes a round slower and never
 * faster; and the compiler as well, since one question at a time leaves it a processor
 * that many would want. For one thread.
 */
final class Steadiness {

	private static final int ROUNDS = 4;

	private static final double HARDLY_BETTER = 0.95;

	/** Of a round's time. */
	private static final double LITTLE = 0.05;

	private final List<Long> rounds = new ArrayList<>();

	/**
	 * Adds what a round of always the same work took.
	 * @param compilerNanos what the compiler was busy meanwhile
	 * @return whether the work has become steady
	 */
	boolean after(long nanos, long compilerNanos) {
		this.rounds.add(nanos);
		int before = this.rounds.size() - ROUNDS;
		return compilerNanos <= LITTLE * nanos && before >= ROUNDS
				&& best(before, this.rounds.size()) > HARDLY_BETTER * best(0, before);
	}

	private long best(int from, int to) {
		return this.rounds.subList(from, to).stream().mapToLong(Long::longValue).min().orElseThrow();
	}

}
