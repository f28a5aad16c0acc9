package dev.beckon.session;

import java.time.InstantSource;
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

	private final Cache<Long, Newest> visitors;

	private final int sessionsPerVisitor;

	private final InstantSource clock;

	/** An empty view. */
	public CurrentSessions(SessionProperties properties, InstantSource clock) {
		this.clock = clock;
		this.sessionsPerVisitor = properties.viewSessions();
		this.visitors = Caffeine.newBuilder()
			.maximumWeight(properties.viewTouches())
			.weigher((Long visitor, Newest newest) -> newest.touches())
			.expireAfterWrite(properties.viewTtl())
			.build();
	}

	/**
	 * The visitor's newest sessions, oldest first; empty for one who was not here lately.
	 */
	public List<Session> of(String visitorId) {
		Newest newest = find(visitorId);
		return (newest != null) ? newest.sessions() : List.of();
	}

	/** What the visitor touched in those sessions, oldest first. */
	public List<Touch> touchesOf(String visitorId) {
		List<Session> newest = of(visitorId);
		return (newest.size() == 1) ? newest.getFirst().touches()
				: newest.stream().flatMap((session) -> session.touches().stream()).toList();
	}

	/**
	 * By this process's clock, when it first heard of the visitor; {@link Long#MAX_VALUE}
	 * when it has not.
	 */
	public long knownSinceMillis(String visitorId) {
		Newest newest = find(visitorId);
		return (newest != null) ? newest.knownSinceMillis() : Long.MAX_VALUE;
	}

	/** The newest session of some visitors, whoever they are. */
	public List<Session> some(int limit) {
		return this.visitors.asMap()
			.values()
			.stream()
			.limit(limit)
			.map((newest) -> newest.sessions().getLast())
			.toList();
	}

	/** Visitors in the view, about. */
	public long visitors() {
		return this.visitors.estimatedSize();
	}

	/**
	 * Puts a session in its place, and returns it as it stood before. For one thread
	 * only.
	 */
	public @Nullable Session put(Session session) {
		long visitor = Hashing.hash64(session.visitorId());
		Newest before = this.visitors.getIfPresent(visitor);
		if (before == null) {
			this.visitors.put(visitor, new Newest(List.of(session), this.clock.millis()));
			return null;
		}
		Session previous = before.session(session.sessionId());
		List<Session> after = new ArrayList<>(before.sessions());
		after.remove(previous);
		after.add(session);
		after.sort(Comparator.comparingLong(Session::startMillis));
		int from = Math.max(0, after.size() - this.sessionsPerVisitor);
		this.visitors.put(visitor, new Newest(after.subList(from, after.size()), before.knownSinceMillis()));
		return previous;
	}

	/** Takes a session out, and returns it as it stood. */
	@Nullable Session remove(String sessionId) {
		long visitor = Session.visitorHash(sessionId);
		Newest before = this.visitors.getIfPresent(visitor);
		Session previous = (before != null) ? before.session(sessionId) : null;
		if (before == null || previous == null) {
			return null;
		}
		List<Session> after = new ArrayList<>(before.sessions());
		after.remove(previous);
		if (after.isEmpty()) {
			this.visitors.invalidate(visitor);
		}
		else {
			this.visitors.put(visitor, new Newest(after, before.knownSinceMillis()));
		}
		return previous;
	}

	/** All of the view, for the thread that writes. */
	List<Newest> all() {
		return List.copyOf(this.visitors.asMap().values());
	}

	/** Puts back what {@link #all} gave, for the thread that writes. */
	void restore(Newest newest) {
		this.visitors.put(Hashing.hash64(newest.sessions().getFirst().visitorId()), newest);
	}

	void clear() {
		this.visitors.invalidateAll();
	}

	private @Nullable Newest find(String visitorId) {
		Newest newest = this.visitors.getIfPresent(Hashing.hash64(visitorId));
		return (newest != null && newest.sessions().getFirst().visitorId().equals(visitorId)) ? newest : null;
	}

	/** One visitor in the view; never without a session. */
	record Newest(List<Session> sessions, long knownSinceMillis) {

		Newest {
			sessions = List.copyOf(sessions);
		}

		@Nullable Session session(String sessionId) {
			for (Session session : this.sessions) {
				if (session.sessionId().equals(sessionId)) {
					return session;
				}
			}
			return null;
		}

		int touches() {
			return this.sessions.stream().mapToInt((session) -> session.touches().size()).sum();
		}

	}

}
