package dev.beckon.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.beckon.event.Hashing;
import dev.beckon.event.Touch;
import org.jspecify.annotations.Nullable;

/**
 * The newest sessions of every visitor who was here lately, in this process's memory:
 * what stands in for Redis when it is away, and what an evicted profile is refilled from.
 *
 * <p>
 * Sessions are kept as {@link SessionCodec} writes them, one array each: most of them are
 * never asked for, and as objects they would be most of what a garbage collector has to
 * look at in a process that answers.
 *
 * <p>
 * Thread safety: one thread writes, any thread reads without waiting.
 */
public final class CurrentSessions {

	/**
	 * How long a visitor is kept whose sessions are older than the time to live: the log
	 * may still tell how they went on, and whoever listens takes back what their earlier
	 * form added.
	 */
	private static final Duration GRACE = Duration.ofMinutes(5);

	private final Cache<Long, Newest> visitors;

	private final int sessionsPerVisitor;

	private final InstantSource clock;

	/** An empty view. */
	public CurrentSessions(SessionProperties properties, InstantSource clock) {
		this.clock = clock;
		this.sessionsPerVisitor = properties.viewSessions();
		this.visitors = Caffeine.newBuilder()
			.executor(Runnable::run)
			.maximumWeight(properties.viewTouches())
			.weigher((Long visitor, Newest newest) -> newest.touches())
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.expireAfter(Expiry.writing((Long visitor, Newest newest) -> left(newest, properties.viewTtl())))
			.build();
	}

	private Duration left(Newest newest, Duration timeToLive) {
		Duration left = timeToLive.minusMillis(this.clock.millis() - newest.endMillis());
		return (left.compareTo(GRACE) > 0) ? left : GRACE;
	}

	/**
	 * The visitor's newest sessions, oldest first; empty for one who was not here lately.
	 */
	public List<Session> of(String visitorId) {
		Newest newest = find(visitorId);
		return (newest != null) ? newest.decoded() : List.of();
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
			.map((newest) -> SessionCodec.decode(newest.sessions().getLast()))
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
		return put(session, SessionCodec.encode(session));
	}

	/**
	 * The same with the session as {@link SessionCodec#encode} wrote it, which is kept.
	 */
	@Nullable Session put(Session session, byte[] encoded) {
		long visitor = Hashing.hash64(session.visitorId());
		Newest before = this.visitors.getIfPresent(visitor);
		if (before == null) {
			this.visitors.put(visitor,
					new Newest(List.of(encoded), session.touches().size(), session.endMillis(), this.clock.millis()));
			return null;
		}
		int at = before.place(session.startMillis());
		Session previous = before.at(at, session.startMillis());
		List<byte[]> after = new ArrayList<>(before.sessions());
		if (previous != null) {
			after.set(at, encoded);
		}
		else {
			after.add(at, encoded);
		}
		int from = Math.max(0, after.size() - this.sessionsPerVisitor);
		this.visitors.put(visitor, Newest.of(after.subList(from, after.size()), before.knownSinceMillis()));
		return previous;
	}

	/** Takes a session out, and returns it as it stood. */
	@Nullable Session remove(String sessionId) {
		long visitor = Session.visitorHash(sessionId);
		Newest before = this.visitors.getIfPresent(visitor);
		if (before == null) {
			return null;
		}
		long startMillis = Session.startMillis(sessionId);
		int at = before.place(startMillis);
		Session previous = before.at(at, startMillis);
		if (previous == null) {
			return null;
		}
		List<byte[]> after = new ArrayList<>(before.sessions());
		after.remove(at);
		if (after.isEmpty()) {
			this.visitors.invalidate(visitor);
		}
		else {
			this.visitors.put(visitor, Newest.of(after, before.knownSinceMillis()));
		}
		return previous;
	}

	/** All of the view, for the thread that writes. */
	List<Newest> all() {
		return List.copyOf(this.visitors.asMap().values());
	}

	/** Puts back what {@link #all} gave, for the thread that writes. */
	void restore(Newest newest) {
		this.visitors.put(Hashing.hash64(newest.visitorId()), newest);
	}

	void clear() {
		this.visitors.invalidateAll();
	}

	private @Nullable Newest find(String visitorId) {
		Newest newest = this.visitors.getIfPresent(Hashing.hash64(visitorId));
		return (newest != null && newest.visitorId().equals(visitorId)) ? newest : null;
	}

	/**
	 * One visitor in the view; never without a session.
	 *
	 * @param sessions as {@link SessionCodec} writes them, in the order of their starts
	 * @param touches how many interactions are in them
	 * @param endMillis event time of the newest interaction
	 * @param knownSinceMillis when this process first heard of the visitor
	 */
	record Newest(List<byte[]> sessions, int touches, long endMillis, long knownSinceMillis) {

		static Newest of(List<byte[]> sessions, long knownSinceMillis) {
			int touches = 0;
			long endMillis = Long.MIN_VALUE;
			for (byte[] encoded : sessions) {
				Session session = SessionCodec.decode(encoded);
				touches += session.touches().size();
				endMillis = Math.max(endMillis, session.endMillis());
			}
			return new Newest(List.copyOf(sessions), touches, endMillis, knownSinceMillis);
		}

		String visitorId() {
			return SessionCodec.visitorId(this.sessions.getFirst());
		}

		List<Session> decoded() {
			return this.sessions.stream().map(SessionCodec::decode).toList();
		}

		/** Where a session that starts then is, or would have to be. */
		int place(long startMillis) {
			int at = this.sessions.size();
			while (at > 0 && SessionCodec.startMillis(this.sessions.get(at - 1)) >= startMillis) {
				at--;
			}
			return at;
		}

		/** The session there, if it starts then. */
		@Nullable Session at(int place, long startMillis) {
			boolean isThere = place < this.sessions.size()
					&& SessionCodec.startMillis(this.sessions.get(place)) == startMillis;
			return isThere ? SessionCodec.decode(this.sessions.get(place)) : null;
		}

	}

}
