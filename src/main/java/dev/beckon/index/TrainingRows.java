package dev.beckon.index;

import java.util.Arrays;

/**
 * What trees learn from: for each question the rows of a few candidates, and which of
 * them the visitor went on to touch.
 */
final class TrainingRows {

	private float[] values = new float[1 << 16];

	/** Where each question's rows begin, and after the last one where they end. */
	private int[] starts = new int[1 << 10];

	private int[] right = new int[1 << 10];

	private int rows;

	private int questions;

	/** Adds a row to the question being asked. */
	void add(Features features, int row, boolean isRight) {
		if ((this.rows + 1) * Features.COUNT > this.values.length) {
			this.values = Arrays.copyOf(this.values, this.values.length * 2);
		}
		for (int column = 0; column < Features.COUNT; column++) {
			this.values[this.rows * Features.COUNT + column] = features.value(row, column);
		}
		if (isRight) {
			this.right[this.questions] = this.rows;
		}
		this.rows++;
	}

	/** Ends the question being asked. */
	void end() {
		if (this.questions + 2 > this.starts.length) {
			this.starts = Arrays.copyOf(this.starts, this.questions * 2);
			this.right = Arrays.copyOf(this.right, this.questions * 2);
		}
		this.starts[++this.questions] = this.rows;
	}

	int rows() {
		return this.rows;
	}

	int questions() {
		return this.questions;
	}

	float value(int row, int feature) {
		return this.values[row * Features.COUNT + feature];
	}

	/** The first row of a question; of the one after the last, the number of rows. */
	int start(int question) {
		return this.starts[question];
	}

	/** The row the visitor chose. */
	int right(int question) {
		return this.right[question];
	}

}
