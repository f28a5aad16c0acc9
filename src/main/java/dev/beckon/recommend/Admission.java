package dev.beckon.recommend;

import java.time.Duration;
import java.util.function.IntSupplier;

import dev.beckon.http.Arrival;

/**
 * How much an answer may still cost, judged by the part of its latency budget that is
 * spent and by how many requests wait behind it. A service that has too much to do sheds
 * first the read, then the ranking, and never the answer; and the queue that grew shrinks
 * again before those in it are late.
 *
 * @param waiting how many requests wait for their turn now
 * @param overloadQueue where more wait, an answer does without Redis, and where twice as
 * many do, without ranking
 * @param overloadWait a request that has waited longer for its turn does without Redis
 * @param rankingReserve what must be left of a budget of {@code latencyBudget} for the
 * ranking to begin, and twice of it for a read to go on; a request with a smaller budget
 * keeps the same share of it
 * @param latencyBudget the budget of a request that does not ask for less
 */
record Admission(IntSupplier waiting, int overloadQueue, Duration overloadWait, Duration rankingReserve,
		Duration latencyBudget) {

	static Admission of(RecommendProperties properties) {
		return new Admission(Arrival::waiting, properties.overloadQueue(), properties.overloadWait(),
				properties.rankingReserve(), properties.latencyBudget());
	}

	/** Whether there is time to ask Redis. */
	boolean reads(Deadline deadline) {
		long spent = deadline.spentNanos();
		return this.waiting.getAsInt() <= this.overloadQueue && spent < this.overloadWait.toNanos()
				&& spent < deadline.budgetNanos() - 2 * reserve(deadline);
	}

	/** When a read has to end, on the scale of {@link System#nanoTime()}. */
	long readUntilNanos(Deadline deadline) {
		return deadline.nanos() - 2 * reserve(deadline);
	}

	/** Whether there is time to rank. */
	boolean ranks(Deadline deadline) {
		return this.waiting.getAsInt() <= 2 * this.overloadQueue && deadline.leftNanos() >= reserve(deadline);
	}

	private long reserve(Deadline deadline) {
		double share = (double) this.rankingReserve.toNanos() / this.latencyBudget.toNanos();
		return Math.min(this.rankingReserve.toNanos(), (long) (share * deadline.budgetNanos()));
	}

}
