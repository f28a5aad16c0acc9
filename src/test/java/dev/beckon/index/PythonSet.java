package dev.beckon.index;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * A set of numbers that is gone through in the order in which CPython up to 3.6 goes
 * through one. session-rec cuts a list of equally similar sessions off in that order, so
 * whoever wants its scores needs it.
 *
 * <p>
 * Open addressing over a power of two; a number is its own hash; nine places after the
 * first are tried before the next one is computed; at two thirds full the table grows to
 * more than four times what it holds, and before a union to more than twice what both
 * hold.
 */
final class PythonSet {

	private static final int NEAR_PLACES = 9;

	private static final long FREE = -1;

	private static final int LARGE = 50_000;

	private long[] table = free(8);

	private int size;

	/** The numbers of both. */
	static PythonSet union(PythonSet one, PythonSet other) {
		PythonSet union = new PythonSet();
		union.addAll(one);
		union.addAll(other);
		return union;
	}

	void add(long number) {
		int place = place(this.table, number);
		if (this.table[place] == FREE) {
			this.table[place] = number;
			this.size++;
			if (isFull(this.size)) {
				grow((this.size > LARGE) ? this.size * 2 : this.size * 4);
			}
		}
	}

	private void addAll(PythonSet other) {
		if (isFull(this.size + other.size)) {
			grow((this.size + other.size) * 2);
		}
		if (this.size == 0 && this.table.length == other.table.length) {
			this.table = other.table.clone();
			this.size = other.size;
		}
		else if (this.size == 0) {
			other.forEach((number) -> this.table[place(this.table, number)] = number);
			this.size = other.size;
		}
		else {
			other.forEach(this::add);
		}
	}

	int size() {
		return this.size;
	}

	LongStream stream() {
		return Arrays.stream(this.table).filter((number) -> number != FREE);
	}

	private void forEach(LongConsumer consumer) {
		stream().forEach(consumer);
	}

	private boolean isFull(int numbers) {
		return numbers * 3 >= (this.table.length - 1) * 2;
	}

	private void grow(int beyond) {
		int length = 8;
		while (length <= beyond) {
			length *= 2;
		}
		long[] roomier = free(length);
		forEach((number) -> roomier[place(roomier, number)] = number);
		this.table = roomier;
	}

	/** Where a number is, or would be. */
	private static int place(long[] table, long number) {
		int mask = table.length - 1;
		int first = (int) number & mask;
		for (long rest = number >> 5;; rest >>= 5) {
			int last = (first + NEAR_PLACES <= mask) ? first + NEAR_PLACES : first;
			for (int place = first; place <= last; place++) {
				if (table[place] == number || table[place] == FREE) {
					return place;
				}
			}
			first = (int) (first * 5L + 1 + rest) & mask;
		}
	}

	private static long[] free(int length) {
		long[] table = new long[length];
		Arrays.fill(table, FREE);
		return table;
	}

}
