package dev.beckon.recommend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.beckon.recommend.Recommendation.RecommendedItem;
import dev.beckon.rule.Action;
import dev.beckon.rule.Rule;
import dev.beckon.rule.RulesInForce;
import org.jspecify.annotations.Nullable;

/**
 * What rules do to one answer, in three small steps: what is hidden may not be shown,
 * pinned items have their places kept before any source is asked, and what a source says
 * is put in the order of its boosted scores. Notes which rules fired. With no rules it
 * does nothing, and costs that.
 *
 * <p>
 * Thread safety: one answer, one thread.
 */
final class Ruling {

	/** Items of a rule that are named when it says that it fired. */
	private static final int MAX_NAMED = 20;

	private static final Ruling NONE = new Ruling(RulesInForce.NONE, (itemId) -> List.of());

	private final RulesInForce rules;

	private final Function<String, List<String>> categoryOf;

	private final Map<Rule, Set<String>> fired = new LinkedHashMap<>();

	private Ruling(RulesInForce rules, Function<String, List<String>> categoryOf) {
		this.rules = rules;
		this.categoryOf = categoryOf;
	}

	/**
	 * A rule that made a difference to an answer.
	 *
	 * @param id of the rule
	 * @param itemIds items it pinned, boosted or kept from being shown; the first 20
	 */
	record Fired(String id, Action action, String reason, Set<String> itemIds) {
	}

	/** These rules, for one answer. */
	static Ruling of(RulesInForce rules, Function<String, List<String>> categoryOf) {
		return rules.isEmpty() ? NONE : new Ruling(rules, categoryOf);
	}

	/** No rules. */
	static Ruling none() {
		return NONE;
	}

	/** Without what is hidden. */
	Predicate<String> unhidden(Predicate<String> mayShow) {
		return (this == NONE) ? mayShow : mayShow.and((itemId) -> !isHidden(itemId));
	}

	private boolean isHidden(String itemId) {
		List<Rule> hiding = this.rules.hiding(itemId, this.categoryOf.apply(itemId));
		hiding.forEach((rule) -> note(rule, itemId));
		return !hiding.isEmpty();
	}

	/** Keeps the places of pinned items that may be shown. */
	void pin(Selection selection) {
		for (Rule rule : this.rules.pins()) {
			String itemId = rule.itemId();
			Integer place = rule.place();
			if (itemId != null && place != null && selection.admits(itemId)) {
				selection.keep(RecommendedItem.pinned(itemId), place - 1);
				note(rule, itemId);
			}
		}
	}

	boolean isBoosting() {
		return this.rules.isBoosting();
	}

	/** The same items, in the order of their boosted scores. */
	List<RecommendedItem> boosted(List<RecommendedItem> ranked) {
		if (!isBoosting()) {
			return ranked;
		}
		List<RecommendedItem> boosted = new ArrayList<>(ranked.size());
		ranked.forEach((item) -> boosted.add(boosted(item)));
		boosted.sort(Comparator.comparingDouble(RecommendedItem::score).reversed());
		return boosted;
	}

	private RecommendedItem boosted(RecommendedItem item) {
		double factor = 1;
		for (Rule rule : this.rules.boosting(item.itemId(), this.categoryOf.apply(item.itemId()))) {
			@Nullable Double its = rule.factor();
			factor *= (its != null) ? its : 1;
			note(rule, item.itemId());
		}
		return (factor == 1) ? item : item.boosted(factor);
	}

	private void note(Rule rule, String itemId) {
		Set<String> items = this.fired.computeIfAbsent(rule, (_) -> new LinkedHashSet<>());
		if (items.size() < MAX_NAMED) {
			items.add(itemId);
		}
	}

	/** The rules that fired, in the order in which they first did. */
	List<Fired> fired() {
		return this.fired.entrySet()
			.stream()
			.map((entry) -> new Fired(entry.getKey().id(), entry.getKey().action(), entry.getKey().reason(),
					Set.copyOf(entry.getValue())))
			.toList();
	}

}
