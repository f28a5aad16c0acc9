package dev.beckon.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.beckon.event.Hashing;
import dev.beckon.event.Touch;
import org.jspecify.annotations.Nullable;

/**
 * The newest sessions of every visitor who was here lately, in this process's memory:
 * what stands in for Redis when it is away, and what an evicted profile is refilled from.
 *
 * <p>
 * Thread safety: one thread writes, any thread reads without waiting.
 */
public final class CurrentSessions {

	private final Cache<Long, List<Session>> sessions;

	private final int sessionsPerVisitor;

	CurrentSessions(SessionProperties properties) {
		this.sessionsPerVisitor = properties.viewSessions();
		this.sessions = Caffeine.newBuilder()
			.maximumWeight(properties.viewTouches())
			.weigher((Long visitor, List<Session> newest) -> touches(newest))
			.expireAfterWrite(properties.viewTtl())
			.build();
	}

	/**
	 * The visitor's newest sessions, oldest first; empty for one who was not here lately.
	 */
	public List<Session> of(String visitorId) {
		List<Session> newest = this.sessions.getIfPresent(Hashing.hash64(visitorId));
		return (newest != null && newest.getFirst().visitorId().equals(visitorId)) ? newest : List.of();
	}

	/** What the visitor touched in those sessions, oldest first. */
	public List<Touch> touchesOf(String visitorId) {
		List<Session> newest = of(visitorId);
		return (newest.size() == 1) ? newest.getFirst().touches()
				: newest.stream().flatMap((session) -> session.touches().stream()).toList();
	}

	/** Visitors in the view, about. */
	public long visitors() {
		return this.sessions.estimatedSize();
	}

	/** Puts a session in its place, and returns it as it stood before. */
	@Nullable Session put(Session session) {
		long visitor = Hashing.hash64(session.visitorId());
		List<Session> before = sessions(visitor);
		Session previous = find(before, session.sessionId());
		List<Session> after = new ArrayList<>(before);
		after.remove(previous);
		after.add(session);
		after.sort(Comparator.comparingLong(Session::startMillis));
		int from = Math.max(0, after.size() - this.sessionsPerVisitor);
		this.sessions.put(visitor, List.copyOf(after.subList(from, after.size())));
		return previous;
	}

	/** Takes a session out, and returns it as it stood. */
	@Nullable Session remove(String sessionId) {
		long visitor = Session.visitorHash(sessionId);
		List<Session> before = sessions(visitor);
		Session previous = find(before, sessionId);
		if (previous != null) {
			List<Session> after = before.stream().filter((session) -> !session.equals(previous)).toList();
			if (after.isEmpty()) {
				this.sessions.invalidate(visitor);
			}
			else {
				this.sessions.put(visitor, after);
			}
		}
		return previous;
	}

	private List<Session> sessions(long visitor) {
		List<Session> newest = this.sessions.getIfPresent(visitor);
		return (newest != null) ? newest : List.of();
	}

	private static @Nullable Session find(List<Session> sessions, String sessionId) {
		for (Session session : sessions) {
			if (session.sessionId().equals(sessionId)) {
				return session;
			}
		}
		return null;
	}

	private static int touches(List<Session> sessions) {
		return sessions.stream().mapToInt((session) -> session.touches().size()).sum();
	}

}
