package dev.beckon.popularity;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjDoubleConsumer;

/**
 * How popular each item is: a sum of weights, each halving with every half-life since the
 * event.
 *
 * <p>
 * Forward decay (Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009): an event at time
 * {@code t} adds {@code weight · 2^((t − landmark) / halfLife)}. Seen from any later
 * instant all sums shrink by the same factor, so their order needs neither a clock nor a
 * pass that decays them, and an event that comes late adds what it would have added in
 * time. The landmark is a whole number of half-lives since the epoch: moving it, before
 * sums overflow, multiplies every one by a power of two, which rounds nothing.
 *
 * <p>
 * An item leaves when the last of its contributions is taken back, so that rounding never
 * leaves a ghost. Over {@code maxItems} the weakest tenth is dropped.
 *
 * <p>
 * Thread safety: one thread writes; any thread reads, without ever waiting.
 */
final class DecayedCounts {

	/** How far sums may grow: 2^512 leaves as much room again for adding them up. */
	private static final int MAX_EXPONENT = 512;

	private final long halfLifeMillis;

	private final int maxItems;

	private volatile Sums sums = new Sums(Long.MIN_VALUE, new ConcurrentHashMap<>());

	DecayedCounts(Duration halfLife, int maxItems) {
		this.halfLifeMillis = halfLife.toMillis();
		this.maxItems = maxItems;
	}

	/** Adds one contribution of {@code weight} at {@code timeMillis} to the item. */
	void add(String itemId, double weight, long timeMillis) {
		double value = weight * growth(timeMillis);
		Sum sum = this.sums.byItem.get(itemId);
		if (sum != null) {
			sum.add(value);
			return;
		}
		this.sums.byItem.put(itemId, new Sum(value, 1));
		if (this.sums.byItem.size() > this.maxItems) {
			dropWeakest();
		}
	}

	/** Takes back a contribution that was added with the same arguments. */
	void subtract(String itemId, double weight, long timeMillis) {
		double value = weight * growth(timeMillis);
		Sum sum = this.sums.byItem.get(itemId);
		if (sum != null && !sum.takeBack(value)) {
			this.sums.byItem.remove(itemId);
		}
	}

	/**
	 * All sums as they stand, for the thread that writes; {@code restore} makes them
	 * stand again.
	 */
	Sums sums() {
		return this.sums.movedTo(this.sums.landmark);
	}

	void restore(Sums saved) {
		this.sums = saved.movedTo(saved.landmark);
	}

	void clear() {
		this.sums = new Sums(Long.MIN_VALUE, new ConcurrentHashMap<>());
	}

	/** Items with at least one contribution. */
	int size() {
		return this.sums.byItem.size();
	}

	/** Shows every item with its sum; only the proportions of the sums mean anything. */
	void forEach(ObjDoubleConsumer<String> consumer) {
		this.sums.byItem.forEach((itemId, sum) -> consumer.accept(itemId, sum.value));
	}

	/**
	 * What one unit of weight at {@code timeMillis} adds; moves the landmark first if
	 * need be.
	 */
	private double growth(long timeMillis) {
		long halfLives = Math.floorDiv(timeMillis, this.halfLifeMillis);
		double rest = (double) Math.floorMod(timeMillis, this.halfLifeMillis) / this.halfLifeMillis;
		if (this.sums.byItem.isEmpty() || halfLives - this.sums.landmark > MAX_EXPONENT) {
			this.sums = this.sums.movedTo(halfLives);
		}
		long exponent = Math.max(halfLives - this.sums.landmark, Double.MIN_EXPONENT * 2L);
		return Math.scalb(Math.pow(2, rest), (int) exponent);
	}

	private void dropWeakest() {
		Collection<Sum> all = this.sums.byItem.values();
		int kept = this.maxItems - this.maxItems / 10;
		double[] values = all.stream().mapToDouble(Sum::value).sorted().toArray();
		double weakestKept = values[values.length - kept];
		all.removeIf((sum) -> sum.value < weakestKept);
		all.removeIf((sum) -> sum.value == weakestKept && this.sums.byItem.size() > kept);
	}

	/**
	 * All sums, and the landmark they are relative to.
	 *
	 * @param landmark in half-lives since the epoch
	 */
	record Sums(long landmark, Map<String, Sum> byItem) {

		Sums movedTo(long newLandmark) {
			long down = Math.clamp(this.landmark - newLandmark, Double.MIN_EXPONENT * 2, 0);
			Map<String, Sum> moved = new ConcurrentHashMap<>();
			this.byItem.forEach((itemId, sum) -> moved.put(itemId, sum.scaled((int) down)));
			return new Sums(newLandmark, moved);
		}

	}

	/**
	 * What an item has gathered, from how many contributions. Changed in its place: a
	 * garbage collector has to look at every old object that was given a new one.
	 */
	static final class Sum {

		private volatile double value;

		/** For the thread that writes. */
		private int contributions;

		Sum(double value, int contributions) {
			this.value = value;
			this.contributions = contributions;
		}

		double value() {
			return this.value;
		}

		int contributions() {
			return this.contributions;
		}

		@SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
		void add(double added) {
			this.value += added;
			this.contributions++;
		}

		/** Whether anything is left. */
		boolean takeBack(double taken) {
			this.value = Math.max(0, this.value - taken);
			return --this.contributions > 0;
		}

		Sum scaled(int exponent) {
			return new Sum(Math.scalb(this.value, exponent), this.contributions);
		}

	}

}
