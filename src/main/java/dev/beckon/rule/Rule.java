package dev.beckon.rule;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.beckon.event.Ids;
import dev.beckon.event.Violation;
import org.jspecify.annotations.Nullable;

/**
 * One decision of a marketer, and who made it. A rule is never deleted, but ended, so
 * that it can be seen who ended it.
 *
 * @param id of the rule
 * @param action what it does
 * @param itemId to which item; null where it is for a category
 * @param category to which items, by the beginning of their category, a path like
 * {@code shoes/running}; null where it is for one item
 * @param factor of a boost: what the score is multiplied by, over 0 to 100; otherwise
 * null
 * @param place of a pin, from 1; otherwise null
 * @param where in which answers
 * @param start from when on
 * @param end until when; null for until somebody ends it
 * @param owner who answers for it, 1 to 128 characters
 * @param reason why, 1 to 500 characters
 * @param by who made it or ended it, as far as the service knows
 * @param changed when that was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rule(String id, Action action, @Nullable String itemId, @Nullable String category,
		@Nullable Double factor, @Nullable Integer place, Where where, Instant start, @Nullable Instant end,
		String owner, String reason, String by, Instant changed) {

	/** The last place an item can be pinned to. */
	public static final int MAX_PLACE = 100;

	private static final double MAX_FACTOR = 100;

	public Rule {
		Violation violation = violation(action, itemId, category);
		violation = (violation != null) ? violation : violation(action, factor, place);
		if (violation != null) {
			throw new IllegalArgumentException(violation.toString());
		}
	}

	/**
	 * The answers a rule is for; null for all.
	 *
	 * @param placement where they appear
	 * @param category the beginning of the category on the page
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Where(@Nullable String placement, @Nullable String category) {

		/** Whether an answer is among them; a list without a placement is if all are. */
		boolean admits(@Nullable String itsPlacement, @Nullable String itsCategory) {
			return (this.placement == null || this.placement.equals(itsPlacement)) && (this.category == null
					|| (itsCategory != null && isWithin(List.of(itsCategory.split("/")), this.category)));
		}

	}

	/** Whether the rule is in force. */
	public boolean isActive(Instant now) {
		return !now.isBefore(this.start) && (this.end == null || now.isBefore(this.end));
	}

	/** Whether the rule is for this item. */
	boolean isFor(String item, List<String> itsCategory) {
		return (this.itemId != null) ? this.itemId.equals(item)
				: this.category != null && isWithin(itsCategory, this.category);
	}

	/** The same rule, over from now on. */
	public Rule ended(String endedBy, Instant now) {
		return new Rule(this.id, this.action, this.itemId, this.category, this.factor, this.place, this.where,
				this.start, now, this.owner, this.reason, endedBy, now);
	}

	private static boolean isWithin(List<String> levels, String path) {
		List<String> outer = List.of(path.split("/"));
		return levels.size() >= outer.size() && levels.subList(0, outer.size()).equals(outer);
	}

	static @Nullable Violation violation(Action action, @Nullable String itemId, @Nullable String category) {
		if ((itemId == null) == (category == null)) {
			return new Violation("itemId", "or category is required, and not both");
		}
		if (action == Action.PIN && itemId == null) {
			return new Violation("itemId", "is required for a pin");
		}
		String wrong = (itemId != null) ? Ids.violation(itemId) : null;
		return (wrong != null) ? new Violation("itemId", wrong) : pathViolation("category", category);
	}

	static @Nullable Violation violation(Action action, @Nullable Double factor, @Nullable Integer place) {
		if ((action == Action.PIN) != (place != null)) {
			return new Violation("place", "is required for a pin, and is for no other rule");
		}
		if (place != null && (place < 1 || place > MAX_PLACE)) {
			return new Violation("place", "must be a whole number from 1 to " + MAX_PLACE);
		}
		if ((action == Action.BOOST) != (factor != null)) {
			return new Violation("factor", "is required for a boost, and is for no other rule");
		}
		boolean fits = factor == null || (factor > 0 && factor <= MAX_FACTOR);
		return fits ? null : new Violation("factor", "must be over 0 and at most " + (int) MAX_FACTOR);
	}

	static @Nullable Violation pathViolation(String field, @Nullable String path) {
		for (String level : (path != null) ? path.split("/", -1) : new String[0]) {
			String wrong = Ids.violation(level);
			if (wrong != null) {
				return new Violation(field, wrong);
			}
		}
		return null;
	}

}
