package dev.beckon.control;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import org.jspecify.annotations.Nullable;

/**
 * All changes that the log holds, folded: how each switch stands, and how it came to. The
 * last change in the log wins, whatever the clocks of those who wrote it said.
 *
 * <p>
 * Thread safety: safe.
 */
final class Changes {

	/** Changes of one switch that are kept; whoever adds one removes the oldest. */
	static final int KEPT = 50;

	private final Map<String, SequencedMap<String, Change>> byName = new HashMap<>();

	private volatile Map<String, Change> last = Map.of();

	/**
	 * Puts the log's next change of a switch behind the ones before it; one that comes
	 * again changes nothing.
	 */
	synchronized void put(String id, Change change) {
		SequencedMap<String, Change> changes = this.byName.computeIfAbsent(change.name(), (_) -> new LinkedHashMap<>());
		if (changes.containsKey(id)) {
			return;
		}
		Mode before = changes.isEmpty() ? change.previous() : changes.lastEntry().getValue().modeAt(change.from());
		changes.putLast(id, change.after(before));
		publish();
	}

	/** Drops a change that the log no longer keeps. */
	synchronized void remove(String name, String id) {
		SequencedMap<String, Change> changes = this.byName.get(name);
		if (changes != null && changes.remove(id) != null) {
			publish();
		}
	}

	private void publish() {
		Map<String, Change> next = new HashMap<>();
		this.byName.forEach((name, changes) -> {
			if (!changes.isEmpty()) {
				next.put(name, changes.lastEntry().getValue());
			}
		});
		this.last = Map.copyOf(next);
	}

	/** The change that holds a switch at this time, or null when it is automatic. */
	@Nullable Change holding(String name, Instant now) {
		Change change = this.last.get(name);
		return (change != null && change.holds(now)) ? change : null;
	}

	/** Whether any switch was ever held: no is the usual, and costs a reader nothing. */
	boolean isEmpty() {
		return this.last.isEmpty();
	}

	/** Names of switches that were ever held. */
	List<String> names() {
		return this.last.keySet().stream().sorted().toList();
	}

	/** The kept changes of all switches, newest first. */
	synchronized List<Change> newestFirst() {
		List<Change> all = new ArrayList<>();
		this.byName.values().forEach((changes) -> all.addAll(changes.sequencedValues().reversed()));
		all.sort(Comparator.comparing(Change::from).reversed());
		return all;
	}

	/** Ids of a switch's changes that must go so that one more may come. */
	synchronized List<String> superfluous(String name) {
		SequencedMap<String, Change> changes = this.byName.getOrDefault(name, new LinkedHashMap<>());
		return changes.sequencedKeySet().stream().limit(Math.max(0, changes.size() + 1L - KEPT)).toList();
	}

}
