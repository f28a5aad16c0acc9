package dev.beckon.session;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import dev.beckon.event.Hashing;
import dev.beckon.event.Touch;
import org.jspecify.annotations.Nullable;

/**
 * The newest sessions of every visitor who was here lately, in this process's memory:
 * what stands in for Redis when it is away, and what an evicted profile is refilled from.
 *
 * <p>
 * Sessions are kept as {@link SessionCodec} writes them, one array each, and visitors
 * without the links of a cache's queues: most of them are never asked for, and a garbage
 * collector has to look at all that was linked anew since it last did.
 *
 * <p>
 * Bounded: when there is no more room, the sixteenth of the visitors that has been away
 * longest goes.
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

	/** The part of the visitors that goes at once when there is no more room. */
	private static final int PART = 16;

	private final ConcurrentHashMap<Long, Newest> visitors = new ConcurrentHashMap<>();

	private final SessionProperties properties;

	private final InstantSource clock;

	/** Of all visitors; for the thread that writes. */
	private long touches;

	private long sweptMillis;

	/** An empty view. */
	public CurrentSessions(SessionProperties properties, InstantSource clock) {
		this.properties = properties;
		this.clock = clock;
		this.sweptMillis = clock.millis();
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
		return this.visitors.values()
			.stream()
			.limit(limit)
			.map((newest) -> SessionCodec.decode(newest.sessions().getLast()))
			.toList();
	}

	/** Visitors in the view. */
	public long visitors() {
		return this.visitors.mappingCount();
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
		Newest before = this.visitors.get(visitor);
		if (before == null) {
			keep(visitor, newest(List.of(encoded), session.endMillis(), this.clock.millis()));
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
		int from = Math.max(0, after.size() - this.properties.viewSessions());
		long endMillis = (at == after.size() - 1) ? session.endMillis() : before.endMillis();
		keep(visitor, newest(after.subList(from, after.size()), endMillis, before.knownSinceMillis()));
		return previous;
	}

	/** Takes a session out, and returns it as it stood. */
	@Nullable Session remove(String sessionId) {
		long visitor = Session.visitorHash(sessionId);
		Newest before = this.visitors.get(visitor);
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
			this.visitors.remove(visitor);
			this.touches -= before.touches();
		}
		else {
			keep(visitor, newest(after, endMillis(after), before.knownSinceMillis()));
		}
		return previous;
	}

	private void keep(long visitor, Newest newest) {
		Newest before = this.visitors.put(visitor, newest);
		this.touches += newest.touches() - ((before != null) ? before.touches() : 0);
		long now = this.clock.millis();
		if (now - this.sweptMillis > GRACE.toMillis()) {
			this.sweptMillis = now;
			letGo(this.visitors.size(), (old) -> !old.isKnown(now));
		}
		while (this.touches > this.properties.viewTouches()) {
			makeRoom();
		}
	}

	private void makeRoom() {
		int part = this.visitors.size() / PART + 1;
		long longestAway = this.visitors.values()
			.stream()
			.mapToLong(Newest::endMillis)
			.sorted()
			.limit(part)
			.max()
			.orElseThrow();
		letGo(part, (old) -> old.endMillis() <= longestAway);
	}

	private void letGo(int limit, Predicate<Newest> some) {
		int left = limit;
		Iterator<Newest> all = this.visitors.values().iterator();
		while (left > 0 && all.hasNext()) {
			Newest newest = all.next();
			if (some.test(newest)) {
				all.remove();
				this.touches -= newest.touches();
				left--;
			}
		}
	}

	/** All of the view, for the thread that writes. */
	List<Newest> all() {
		long now = this.clock.millis();
		return this.visitors.values().stream().filter((newest) -> newest.isKnown(now)).toList();
	}

	/**
	 * Puts back a visitor of {@link #all}, for the thread that writes.
	 * @throws IllegalArgumentException when one of the sessions is damaged
	 */
	void restore(List<byte[]> sessions, long knownSinceMillis) {
		sessions.forEach((session) -> {
			var _ = SessionCodec.decode(session);
		});
		Newest newest = newest(sessions, endMillis(sessions), knownSinceMillis);
		keep(Hashing.hash64(newest.visitorId()), newest);
	}

	/**
	 * The newest session is the one that ends last, for none begins before another ends.
	 */
	private static long endMillis(List<byte[]> sessions) {
		return SessionCodec.decode(sessions.getLast()).endMillis();
	}

	private Newest newest(List<byte[]> sessions, long endMillis, long knownSinceMillis) {
		int touches = sessions.stream().mapToInt(SessionCodec::touches).sum();
		return new Newest(List.copyOf(sessions), touches, endMillis, knownSinceMillis, untilMillis(endMillis));
	}

	private long untilMillis(long endMillis) {
		return Math.max(endMillis + this.properties.viewTtl().toMillis(), this.clock.millis() + GRACE.toMillis());
	}

	void clear() {
		this.visitors.clear();
		this.touches = 0;
	}

	private @Nullable Newest find(String visitorId) {
		Newest newest = this.visitors.get(Hashing.hash64(visitorId));
		boolean isTheirs = newest != null && newest.isKnown(this.clock.millis())
				&& newest.visitorId().equals(visitorId);
		return isTheirs ? newest : null;
	}

	/**
	 * One visitor in the view; never without a session.
	 *
	 * @param sessions as {@link SessionCodec} writes them, in the order of their starts
	 * @param touches how many interactions are in them
	 * @param endMillis event time of the newest interaction
	 * @param knownSinceMillis when this process first heard of the visitor
	 * @param untilMillis when the view no longer knows the visitor
	 */
	record Newest(List<byte[]> sessions, int touches, long endMillis, long knownSinceMillis, long untilMillis) {

		boolean isKnown(long nowMillis) {
			return this.untilMillis > nowMillis;
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
