package dev.beckon.rule;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * All rules, the same in every process: a view of {@code beckon.control}. When a rule
 * begins and ends is a matter of the clock alone.
 *
 * <p>
 * Thread safety: safe; one thread writes, and whoever reads never waits.
 */
public final class Rules {

	/** The most rules there may be, those that are over included. */
	public static final int MAX = 500;

	/** Appends a record to {@code beckon.control}; a null value removes. */
	@FunctionalInterface
	interface Log {

		CompletableFuture<RecordMetadata> append(String key, byte @Nullable [] value);

	}

	private final Log log;

	private final InstantSource clock;

	private volatile Map<String, Rule> byId = Map.of();

	Rules(Log log, InstantSource clock) {
		this.log = log;
		this.clock = clock;
	}

	/**
	 * The rules for an answer at this placement, on a page of this category; without a
	 * placement, those that are for all of them.
	 */
	public RulesInForce inForce(@Nullable String placement, @Nullable String category) {
		Map<String, Rule> all = this.byId;
		return all.isEmpty() ? RulesInForce.NONE : inForce(List.copyOf(all.values()), placement, category);
	}

	/** The same for rules that need not be anybody's yet. */
	public RulesInForce inForce(List<Rule> rules, @Nullable String placement, @Nullable String category) {
		Instant now = this.clock.instant();
		List<Rule> matching = rules.stream()
			.filter((rule) -> rule.isActive(now) && rule.where().admits(placement, category))
			.toList();
		return matching.isEmpty() ? RulesInForce.NONE : new RulesInForce(matching);
	}

	/** All rules, the last changed first. */
	public List<Rule> all() {
		return this.byId.values()
			.stream()
			.sorted(Comparator.comparing(Rule::changed).reversed().thenComparing(Rule::id))
			.toList();
	}

	/** The rule of this id, or null. */
	public @Nullable Rule find(String id) {
		return this.byId.get(id);
	}

	/**
	 * Has every process follow, once the returned future completes; fails when Kafka does
	 * not acknowledge.
	 */
	public CompletableFuture<RecordMetadata> append(Rule rule) {
		return this.log.append(RulesView.key(rule.id()), RuleJson.write(rule)).whenComplete((_, lost) -> {
			if (lost == null) {
				forgetOldest();
			}
		});
	}

	/** Of more rules than there may be, those that were over first go. */
	private void forgetOldest() {
		Instant now = this.clock.instant();
		List<Rule> over = all().reversed().stream().filter((rule) -> isOver(rule, now)).toList();
		over.stream().limit(Math.max(0, this.byId.size() - MAX + 1L)).forEach((rule) -> {
			var _ = this.log.append(RulesView.key(rule.id()), null);
		});
	}

	private static boolean isOver(Rule rule, Instant now) {
		return rule.end() != null && !now.isBefore(rule.end());
	}

	/** Whether there is no room for one more. */
	public boolean isFull() {
		Instant now = this.clock.instant();
		return this.byId.values().stream().filter((rule) -> !isOver(rule, now)).count() >= MAX;
	}

	synchronized void put(Rule rule) {
		Map<String, Rule> next = new TreeMap<>(this.byId);
		next.put(rule.id(), rule);
		this.byId = Map.copyOf(next);
	}

	synchronized void remove(String id) {
		Map<String, Rule> next = new TreeMap<>(this.byId);
		next.remove(id);
		this.byId = Map.copyOf(next);
	}

}
