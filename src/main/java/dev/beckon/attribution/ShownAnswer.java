package dev.beckon.attribution;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An answer that a visitor was shown, as {@code beckon.impressions} tells of it; who the
 * visitor was does not matter here.
 *
 * @param id the hash of the {@code recommendationId}
 * @param timeMillis when it was given, milliseconds since the epoch
 * @param labels what it is counted by
 * @param itemIds what was shown, best first
 */
record ShownAnswer(long id, long timeMillis, Labels labels, List<String> itemIds) {

	/** More items than any answer has. */
	static final int MAX_ITEMS = 1_000;

	ShownAnswer {
		itemIds = List.copyOf((itemIds.size() > MAX_ITEMS) ? itemIds.subList(0, MAX_ITEMS) : itemIds);
	}

	/**
	 * What answers are told apart by.
	 *
	 * @param placement where the answer appeared
	 * @param source where it came from
	 * @param reason why that is not {@code profile}; null where it is
	 * @param category the first level of the category on the page; null without one
	 * @param padded whether a later source filled it up
	 */
	record Labels(String placement, String source, @Nullable String reason, @Nullable String category, boolean padded) {

		private static final String UNKNOWN_VISITOR = "unknown_visitor";

		/** Whether something had failed. */
		boolean isFallback() {
			return this.reason != null && !isUnknownVisitor();
		}

		/** Whether nothing had failed, but the visitor was new. */
		boolean isUnknownVisitor() {
			return UNKNOWN_VISITOR.equals(this.reason);
		}

	}

}
