package dev.beckon.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.beckon.event.Touch;
import dev.beckon.event.VisitorChange;
import org.jspecify.annotations.Nullable;

/**
 * One visitor's sessions as the log tells them: a pure fold that comes to the same
 * sessions for any order and any number of deliveries.
 *
 * <p>
 * Each session is an interval of event time that its interactions cover without a gap
 * over the idle timeout. A session that has outgrown {@link SessionRules#maxTouches()}
 * forgets its oldest interactions but keeps its start, and so still covers the forgotten
 * stretch: an interaction that belongs there joins the session and is forgotten in its
 * turn, exactly as if it had come in time. Folding is therefore no more than: put the new
 * interactions beside the intervals, sort, and join what is not further apart than the
 * timeout.
 *
 * @param sessions in time order, more than the idle timeout apart
 * @param forgottenThroughMillis event time up to which the visitor asked to be forgotten
 */
public record VisitorSessions(List<Session> sessions, long forgottenThroughMillis) {

	/** A visitor of whom nothing is known. */
	public static final VisitorSessions NONE = new VisitorSessions(List.of(), VisitorChange.NOT_FORGOTTEN);

	public VisitorSessions {
		sessions = List.copyOf(sessions);
	}

	/** These sessions with {@code touches} in their place. */
	public VisitorSessions apply(String visitorId, Collection<Touch> touches, SessionRules rules) {
		int untouched = untouched(touches, rules);
		List<Session> after = new ArrayList<>(this.sessions.subList(0, untouched));
		after.addAll(fold(visitorId, this.sessions.subList(untouched, this.sessions.size()), touches, rules));
		return new VisitorSessions(after, this.forgottenThroughMillis);
	}

	/**
	 * How many of the oldest sessions the touches leave as they are: those that ended too
	 * long before, as long as none of the touches has been delivered to them already.
	 */
	private int untouched(Collection<Touch> touches, SessionRules rules) {
		long oldest = Long.MAX_VALUE;
		for (Touch touch : touches) {
			oldest = Math.min(oldest, touch.timeMillis());
		}
		int untouched = 0;
		while (untouched < this.sessions.size()
				&& this.sessions.get(untouched).endMillis() < oldest - rules.idleTimeoutMillis()
				&& knowsNone(this.sessions.get(untouched), touches)) {
			untouched++;
		}
		return untouched;
	}

	private static boolean knowsNone(Session session, Collection<Touch> touches) {
		for (Touch touch : touches) {
			if (session.knows(touch.eventHash())) {
				return false;
			}
		}
		return true;
	}

	private List<Session> fold(String visitorId, List<Session> sessions, Collection<Touch> touches,
			SessionRules rules) {
		Map<Long, Touch> earliest = new HashMap<>();
		sessions.forEach((session) -> session.touches().forEach((touch) -> keepEarliest(earliest, touch)));
		for (Touch touch : touches) {
			if (touch.timeMillis() > this.forgottenThroughMillis) {
				keepEarliest(earliest, touch);
			}
		}
		List<Stretch> stretches = new ArrayList<>();
		earliest.values().forEach((touch) -> stretches.add(new Stretch(touch.timeMillis(), touch.timeMillis(), touch)));
		for (Session session : sessions) {
			long oldestKept = session.touches().getFirst().timeMillis();
			if (session.startMillis() < oldestKept) {
				stretches.add(new Stretch(session.startMillis(), oldestKept, null));
			}
		}
		return join(visitorId, stretches, rules);
	}

	/**
	 * Nothing of what happened up to {@code throughMillis}, now or whenever it is
	 * delivered again.
	 */
	public VisitorSessions forget(String visitorId, long throughMillis, SessionRules rules) {
		long through = Math.max(throughMillis, this.forgottenThroughMillis);
		List<Touch> kept = this.sessions.stream()
			.flatMap((session) -> session.touches().stream())
			.filter((touch) -> touch.timeMillis() > through)
			.toList();
		return new VisitorSessions(List.of(), through).apply(visitorId, kept, rules);
	}

	/**
	 * Without the sessions that ended before {@code horizonMillis}: no interaction can
	 * reach them any more.
	 */
	public VisitorSessions since(long horizonMillis) {
		if (this.sessions.isEmpty() || this.sessions.getFirst().endMillis() >= horizonMillis) {
			return this;
		}
		return new VisitorSessions(
				this.sessions.stream().filter((session) -> session.endMillis() >= horizonMillis).toList(),
				this.forgottenThroughMillis);
	}

	/** Whether the interaction with this event hash is among the remembered ones. */
	public boolean knows(long eventHash) {
		for (Session session : this.sessions) {
			if (session.knows(eventHash)) {
				return true;
			}
		}
		return false;
	}

	private static void keepEarliest(Map<Long, Touch> earliest, Touch touch) {
		earliest.merge(touch.eventHash(), touch, (a, b) -> (a.compareTo(b) <= 0) ? a : b);
	}

	private static List<Session> join(String visitorId, List<Stretch> stretches, SessionRules rules) {
		stretches.sort(Comparator.comparingLong(Stretch::startMillis));
		List<Session> joined = new ArrayList<>();
		List<Touch> touches = new ArrayList<>();
		long startMillis = 0;
		long endMillis = Long.MIN_VALUE;
		for (Stretch stretch : stretches) {
			if (endMillis == Long.MIN_VALUE || stretch.startMillis() - endMillis > rules.idleTimeoutMillis()) {
				addSession(joined, visitorId, startMillis, touches, rules);
				startMillis = stretch.startMillis();
				touches.clear();
			}
			if (stretch.touch() != null) {
				touches.add(stretch.touch());
			}
			endMillis = Math.max(endMillis, stretch.endMillis());
		}
		addSession(joined, visitorId, startMillis, touches, rules);
		return joined;
	}

	private static void addSession(List<Session> joined, String visitorId, long startMillis, List<Touch> touches,
			SessionRules rules) {
		if (!touches.isEmpty()) {
			touches.sort(null);
			int kept = Math.min(touches.size(), rules.maxTouches());
			joined.add(new Session(visitorId, startMillis, touches.subList(touches.size() - kept, touches.size())));
		}
	}

	/**
	 * A stretch of event time that a session covers: one remembered interaction, or the
	 * forgotten ones at its start.
	 */
	private record Stretch(long startMillis, long endMillis, @Nullable Touch touch) {
	}

}
