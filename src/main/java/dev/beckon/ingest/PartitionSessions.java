package dev.beckon.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

import dev.beckon.event.Touch;
import dev.beckon.event.VisitorChange;
import dev.beckon.session.PackedSessions;
import dev.beckon.session.Session;
import dev.beckon.session.SessionCodec;
import dev.beckon.session.SessionRules;
import dev.beckon.session.VisitorSessions;

/**
 * The sessions of one partition's visitors that an interaction can still reach, packed as
 * they are written. Folding a batch changes nothing here; only {@link #commit} does, once
 * the outcome is in the log.
 */
final class PartitionSessions {

	/**
	 * How often sessions out of reach are let go while the watermark goes as far as they
	 * reach.
	 */
	private static final int SWEEPS = 8;

	private final Map<String, PackedSessions> visitors = new HashMap<>();

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

	/**
	 * Puts back what the log holds.
	 * @param sessions as {@link SessionCodec} writes them
	 */
	void restore(Iterable<byte[]> sessions) {
		sessions.forEach((session) -> this.visitors.merge(SessionCodec.visitorId(session), PackedSessions.of(session),
				PackedSessions::and));
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
		PackedSessions packed = this.visitors.getOrDefault(visitor, PackedSessions.NONE);
		VisitorSessions before = packed.unpacked();
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
			outcome.after.put(visitor, PackedSessions.of(after, pack(after, before, packed, outcome)));
		}
	}

	/**
	 * Packs those that are not packed already, and notes what has changed. By their
	 * starts, which tell a visitor's sessions apart as their ids do.
	 */
	private static List<byte[]> pack(VisitorSessions after, VisitorSessions before, PackedSessions packedBefore,
			Outcome outcome) {
		Map<Long, Integer> places = new HashMap<>();
		for (int i = 0; i < before.sessions().size(); i++) {
			places.put(before.sessions().get(i).startMillis(), i);
		}
		List<byte[]> packed = new ArrayList<>();
		for (Session session : after.sessions()) {
			Integer place = places.remove(session.startMillis());
			if (place != null && session.equals(before.sessions().get(place))) {
				packed.add(packedBefore.sessions().get(place));
			}
			else {
				byte[] changed = SessionCodec.encode(session);
				packed.add(changed);
				outcome.changed.add(new Changed(session.sessionId(), session.endMillis(), changed));
			}
		}
		places.values().forEach((place) -> outcome.superseded.add(before.sessions().get(place).sessionId()));
		return packed;
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
			this.visitors.replaceAll((visitor, packed) -> packed.since(horizon));
			this.visitors.values().removeIf((packed) -> packed.sessions().isEmpty());
		}
	}

	/**
	 * A session that is not as it was.
	 *
	 * @param endMillis when it ends
	 * @param session as {@link SessionCodec} writes it
	 */
	@SuppressWarnings("ArrayRecordComponent") // nobody compares them
	record Changed(String sessionId, long endMillis, byte[] session) {
	}

	/** What a batch comes to. */
	static final class Outcome {

		private final Map<String, PackedSessions> after = new HashMap<>();

		private final List<Changed> changed = new ArrayList<>();

		private final List<String> superseded = new ArrayList<>();

		private int applied;

		private int duplicates;

		/** Sessions to write. */
		List<Changed> changed() {
			return this.changed;
		}

		/** Ids of sessions to put a tombstone in the place of. */
		List<String> superseded() {
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
