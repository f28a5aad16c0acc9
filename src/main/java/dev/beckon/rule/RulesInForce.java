package dev.beckon.rule;

import java.util.Comparator;
import java.util.List;

/**
 * The rules that are for one answer. Hiding goes before all else, boosts of one item
 * multiply, and of two pins to one place the older has it.
 *
 * <p>
 * Thread safety: safe; it does not change.
 */
public final class RulesInForce {

	private static final Comparator<Rule> BY_PLACE = Comparator
		.comparing(Rule::place, Comparator.nullsLast(Comparator.naturalOrder()))
		.thenComparing(Rule::changed)
		.thenComparing(Rule::id);

	/** No rules, which is the usual. */
	public static final RulesInForce NONE = new RulesInForce(List.of());

	private final List<Rule> hides;

	private final List<Rule> boosts;

	private final List<Rule> pins;

	/** These rules and no others. */
	public RulesInForce(List<Rule> rules) {
		this.hides = only(Action.HIDE, rules);
		this.boosts = only(Action.BOOST, rules);
		this.pins = only(Action.PIN, rules).stream().sorted(BY_PLACE).toList();
	}

	private static List<Rule> only(Action action, List<Rule> rules) {
		return rules.stream().filter((rule) -> rule.action() == action).toList();
	}

	public boolean isEmpty() {
		return this.hides.isEmpty() && this.boosts.isEmpty() && this.pins.isEmpty();
	}

	/** Whether any score may change. */
	public boolean isBoosting() {
		return !this.boosts.isEmpty();
	}

	/** Rules that hide the item; not shown if there is one. */
	public List<Rule> hiding(String itemId, List<String> category) {
		return matching(this.hides, itemId, category);
	}

	/** Rules that change the item's score. */
	public List<Rule> boosting(String itemId, List<String> category) {
		return matching(this.boosts, itemId, category);
	}

	/** Pins from the first place on. */
	public List<Rule> pins() {
		return this.pins;
	}

	private static List<Rule> matching(List<Rule> rules, String itemId, List<String> category) {
		return rules.isEmpty() ? rules : rules.stream().filter((rule) -> rule.isFor(itemId, category)).toList();
	}

}
