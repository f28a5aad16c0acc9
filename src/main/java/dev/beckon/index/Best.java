package dev.beckon.index;

import java.util.Arrays;

/**
 * The highest few of many scored positions: a binary heap of longs, the score in the
 * upper half and the complement of the position in the lower, so that one comparison
 * orders both and ties go to the lower position.
 *
 * <p>
 * Thread safety: one thread at a time.
 */
final class Best {

	private long[] heap = new long[256];

	private int size;

	private int most;

	/** Forgets all, and will keep {@code limit} from now on. */
	void begin(int limit) {
		this.size = 0;
		this.most = limit;
	}

	/** Whether a score would be kept now; spares an expensive question about the rest. */
	boolean admits(float score) {
		return this.size < this.most || (this.most > 0 && ordered(score) > (int) (this.heap[0] >> 32));
	}

	/** Offers a position; the lowest score goes when there are too many. */
	void offer(float score, int position) {
		long scored = ((long) ordered(score) << 32) | (~position & 0xffffffffL);
		if (this.size < this.most) {
			if (this.size == this.heap.length) {
				this.heap = Arrays.copyOf(this.heap, this.size * 2);
			}
			this.heap[this.size] = scored;
			up(this.size++);
		}
		else if (this.most > 0 && scored > this.heap[0]) {
			this.heap[0] = scored;
			down(0, this.size);
		}
	}

	int size() {
		return this.size;
	}

	/** The i-th position: in no order, or from the best on after {@link #sort}. */
	int position(int i) {
		return ~(int) this.heap[i];
	}

	/** Best first; nothing may be offered after it. */
	void sort() {
		for (int end = this.size - 1; end > 0; end--) {
			long lowest = this.heap[0];
			this.heap[0] = this.heap[end];
			this.heap[end] = lowest;
			down(0, end);
		}
	}

	/** A float's bits, arranged to compare as the float does. */
	private static int ordered(float score) {
		int bits = Float.floatToRawIntBits(score);
		return bits ^ ((bits >> 31) & 0x7fffffff);
	}

	private void up(int from) {
		int at = from;
		long moved = this.heap[at];
		for (int parent = (at - 1) >>> 1; at > 0 && this.heap[parent] > moved; parent = (at - 1) >>> 1) {
			this.heap[at] = this.heap[parent];
			at = parent;
		}
		this.heap[at] = moved;
	}

	private void down(int from, int end) {
		int at = from;
		long moved = this.heap[at];
		for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
			if (child + 1 < end && this.heap[child + 1] < this.heap[child]) {
				child++;
			}
			if (this.heap[child] >= moved) {
				break;
			}
			this.heap[at] = this.heap[child];
			at = child;
		}
		this.heap[at] = moved;
	}

}
