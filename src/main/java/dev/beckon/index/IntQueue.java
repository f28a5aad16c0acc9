package dev.beckon.index;

/** First in, first out, unboxed. Thread safety: one thread. */
final class IntQueue {

	private int[] ring = new int[16];

	private int first;

	private int size;

	void add(int value) {
		if (this.size == this.ring.length) {
			int[] roomier = new int[this.size * 2];
			for (int i = 0; i < this.size; i++) {
				roomier[i] = this.ring[(this.first + i) & (this.ring.length - 1)];
			}
			this.ring = roomier;
			this.first = 0;
		}
		this.ring[(this.first + this.size++) & (this.ring.length - 1)] = value;
	}

	int size() {
		return this.size;
	}

	/** The oldest value, taken out, or {@code otherwise} when there is none. */
	int poll(int otherwise) {
		if (this.size == 0) {
			return otherwise;
		}
		int value = this.ring[this.first];
		this.first = (this.first + 1) & (this.ring.length - 1);
		this.size--;
		return value;
	}

}
