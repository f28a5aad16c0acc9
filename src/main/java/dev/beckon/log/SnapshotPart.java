package dev.beckon.log;

import java.io.IOException;

/**
 * What one view keeps of itself in the snapshot of its {@link TopicTail}, so that the
 * next process need not read the whole topic again.
 *
 * <p>
 * Thread safety: the tail's thread calls everything; only a {@link Content} is written by
 * another.
 */
public interface SnapshotPart {

	/**
	 * What the bytes mean: the view, the version of its format, and every setting that
	 * shaped it. A snapshot whose descriptions are others is not read.
	 */
	String description();

	/**
	 * What is to be written, taken between two records. Quick, for the view stands still
	 * meanwhile. It may also hold some of what comes later: the tail will show that
	 * again.
	 */
	Content capture();

	/**
	 * Fills the view, which is empty.
	 * @throws IOException when it cannot be read; the view is then to be cleared
	 */
	void restore(SnapshotReader in) throws IOException;

	/** Empties the view. */
	void clear();

	/** What a view held at one moment. */
	@FunctionalInterface
	interface Content {

		void writeTo(SnapshotWriter out) throws IOException;

	}

}
