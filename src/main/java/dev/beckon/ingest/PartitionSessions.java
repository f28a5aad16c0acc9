package dev.beckon.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

import dev.beckon.event.Touch;
import dev.beckon.event.VisitorChange;
import dev.beckon.session.Session;
import dev.beckon.session.SessionRules;
import dev.beckon.session.VisitorSessions;

/**
 * The sessions of one partition's visitors that an interaction can still reach. Folding a
 * batch changes nothing here; only {@link #commit} does, once the outcome is in the log.
 */
final class PartitionSessions {

	/**
	 * How often sessions out of reach are let go while the watermark goes as far as they
	 * reach.
	 */
	private static final int SWEEPS = 8;

	private final Map<String, VisitorSessions> visitors = new HashMap<>();

	private final SessionRules rules;

	private final long reachMillis;

	private long horizonMillis = Long.MIN_VALUE;

	/**
	 * No sessions yet.
	 * @param reachMillis how far behind the watermark a session may end and still be
	 * reached
	 */
	PartitionSessions(SessionRules rules, long reachMillis) {
		this.rules = rules;
		this.reachMillis = reachMillis;
	}

	/** Puts back what the log holds. */
	void restore(Iterable<Session> sessions) {
		Map<String, List<Session>> byVisitor = new HashMap<>();
		sessions.forEach(
				(session) -> byVisitor.computeIfAbsent(session.visitorId(), (id) -> new ArrayList<>()).add(session));
		byVisitor.forEach((visitor, theirs) -> {
			theirs.sort(Comparator.comparingLong(Session::startMillis));
			this.visitors.put(visitor, new VisitorSessions(theirs, VisitorChange.NOT_FORGOTTEN));
		});
	}

	/**
	 * What a batch comes to.
	 * @param forgottenThrough event time up to which a visitor is known to be forgotten,
	 * also where the wish is in another partition since partitions were added
	 */
	Outcome fold(PartitionBatch batch, ToLongFunction<String> forgottenThrough) {
		Outcome outcome = new Outcome();
		batch.changes()
			.forEach((visitor, change) -> fold(visitor, change.forgetting(forgottenThrough.applyAsLong(visitor)),
					outcome));
		return outcome;
	}

	private void fold(String visitor, VisitorChange change, Outcome outcome) {
		VisitorSessions before = this.visitors.getOrDefault(visitor, VisitorSessions.NONE);
		VisitorSessions after = before;
		if (change.forgottenThroughMillis() != VisitorChange.NOT_FORGOTTEN) {
			after = after.forget(visitor, change.forgottenThroughMillis(), this.rules);
		}
		Set<Long> unknown = new HashSet<>();
		for (Touch touch : change.touches()) {
			if (!before.knows(touch.eventHash())) {
				unknown.add(touch.eventHash());
			}
		}
		outcome.applied += unknown.size();
		outcome.duplicates += change.touches().size() - unknown.size();
		after = after.apply(visitor, change.touches(), this.rules);
		if (!after.equals(before)) {
			outcome.after.put(visitor, after);
			compare(before, after, outcome);
		}
	}

	/** By their starts, which tell a visitor's sessions apart as their ids do. */
	private static void compare(VisitorSessions before, VisitorSessions after, Outcome outcome) {
		Map<Long, Session> gone = new LinkedHashMap<>();
		before.sessions().forEach((session) -> gone.put(session.startMillis(), session));
		for (Session session : after.sessions()) {
			if (!session.equals(gone.remove(session.startMillis()))) {
				outcome.changed.add(session);
			}
		}
		outcome.superseded.addAll(gone.values());
	}

	/**
	 * Makes the outcome this partition's state, and lets go of sessions out of reach now
	 * and then.
	 */
	void commit(Outcome outcome, Watermark watermark) {
		this.visitors.putAll(outcome.after);
		long horizon = watermark.minus(this.reachMillis);
		if (horizon - this.horizonMillis > this.reachMillis / SWEEPS || this.horizonMillis == Long.MIN_VALUE) {
			this.horizonMillis = horizon;
			this.visitors.replaceAll((visitor, sessions) -> sessions.since(horizon));
			this.visitors.values().removeIf((sessions) -> sessions.sessions().isEmpty());
		}
	}

	/** What a batch comes to. */
	static final class Outcome {

		private final Map<String, VisitorSessions> after = new HashMap<>();

		private final List<Session> changed = new ArrayList<>();

		private final List<Session> superseded = new ArrayList<>();

		private int applied;

		private int duplicates;

		/** Sessions to write. */
		List<Session> changed() {
			return this.changed;
		}

		/** Sessions to put a tombstone in the place of. */
		List<Session> superseded() {
			return this.superseded;
		}

		int applied() {
			return this.applied;
		}

		int duplicates() {
			return this.duplicates;
		}

	}

}
