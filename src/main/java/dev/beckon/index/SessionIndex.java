package dev.beckon.index;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.beckon.event.Hashing;
import dev.beckon.event.Touch;
import dev.beckon.log.SnapshotPart;
import dev.beckon.session.Session;
import dev.beckon.session.SessionListener;

/**
 * Past sessions, live and in memory: which sessions touched an item most recently, and
 * what else they touched. The inverted index of VMIS-kNN (Kersbergen, Sprangers and
 * Schelter, SIGMOD 2022), made updatable.
 *
 * <p>
 * Sessions are numbered in the order they first arrive ({@link SessionSlots}); a session
 * is one immutable {@code int[]} ({@link PastSession}), so a session that grows, or that
 * a late interaction changes, is replaced by one release store and keeps its number: the
 * {@link Postings} of its other items need no touch. Readers take what they find: a
 * number older than {@link #oldest()} or a slot with another number means "forgotten
 * since", and the reader goes on. No reader ever waits, retries or allocates.
 *
 * <p>
 * The rejected alternative is a log-structured arena of all sessions: 16 bytes a session
 * smaller and no work for the collector, but every reader must then validate what it read
 * after reading it.
 *
 * <p>
 * Memory is bounded by the {@link IndexBounds}: when one is reached, the oldest sessions
 * are forgotten, and an item with its last session.
 *
 * <p>
 * Thread safety: one writer thread calls {@link #on}, {@link #onRemoved}, {@link #put}
 * and {@link #remove}; everything else may be called by any thread.
 */
public final class SessionIndex implements SessionListener {

	/** Forgetting this many for each one added brings an index over its bound back. */
	private static final int FORGOTTEN_PER_PUT = 2;

	private final IndexBounds bounds;

	private final ItemIds items;

	private final SessionNumbers numbers = new SessionNumbers(this::keyOf);

	private final SessionEntries entries;

	private final SessionSlots slots = new SessionSlots();

	private final ItemLists lists;

	private final ReadAhead ahead;

	private final NumberSpan span = new NumberSpan();

	private final IndexSize size = new IndexSize();

	public SessionIndex(IndexBounds bounds) {
		this.bounds = bounds;
		this.items = new ItemIds(bounds.maxItems());
		this.lists = new ItemLists(bounds.longestList(), this.items);
		this.entries = new SessionEntries(bounds.maxSessionItems(), bounds.longestRun());
		this.ahead = new ReadAhead(this.numbers, this.items, this.lists);
	}

	@Override
	public void on(Session session, @Nullable Session previous) {
		Touch newest = session.touches().getLast();
		put(Hashing.hash64(session.sessionId()), (int) newest.eventHash(), session.touches());
	}

	@Override
	public void ahead(List<Session> next) {
		for (Session session : next) {
			this.ahead.note(Hashing.hash64(session.sessionId()), session.touches());
		}
		this.ahead.readAll();
	}

	@Override
	public void onRemoved(String sessionId, @Nullable Session previous) {
		remove(Hashing.hash64(sessionId));
	}

	@Override
	public SnapshotPart snapshot() {
		return new IndexSnapshot(this, this.bounds);
	}

	/**
	 * Adds a session, or replaces it.
	 * @param key what tells sessions apart
	 * @param newestEvent by which a visitor's own session is recognised
	 * @param touches oldest first; the newest few count, as the bounds say
	 */
	void put(long key, int newestEvent, List<Touch> touches) {
		makeRoom();
		this.entries.take(touches, this.items);
		int known = this.numbers.find(key);
		if (!this.entries.isEmpty() && known != SessionNumbers.NONE) {
			replace(known, this.entries.session(known, key, newestEvent));
		}
		else if (!this.entries.isEmpty()) {
			add(key, this.entries.session(next(), key, newestEvent));
		}
		else if (known != SessionNumbers.NONE) {
			drop(known);
		}
		measure();
	}

	/** Adds sessions of a snapshot, if it does not hold them. */
	void restore(RestoredSessions restored) {
		restored.readAhead(this.ahead);
		for (int i = 0; i < restored.size(); i++) {
			this.span.skip(restored.gap(i));
			if (this.numbers.find(restored.key(i)) == SessionNumbers.NONE) {
				makeRoom();
				add(restored.key(i), restored.session(i, next(), this.items, this.lists));
			}
		}
		measure();
	}

	/** Forgets all. */
	void clear() {
		while (this.numbers.size() > 0) {
			forgetOldest();
		}
		measure();
	}

	/** Forgets the session with that key, if there is one. */
	void remove(long key) {
		int number = this.numbers.find(key);
		if (number != SessionNumbers.NONE) {
			drop(number);
			measure();
		}
	}

	/** Past sessions held. */
	public int sessions() {
		return this.size.sessions();
	}

	/** Items that at least one held session touched. */
	public int items() {
		return this.items.size();
	}

	/** Bytes held, counted from the lengths of what is held. */
	public long bytes() {
		return this.size.bytes();
	}

	IndexSize size() {
		return this.size;
	}

	ReadAhead readAhead() {
		return this.ahead;
	}

	ItemIds itemIds() {
		return this.items;
	}

	/** The lowest session number that may be held; compare by difference. */
	int oldest() {
		return this.span.oldest();
	}

	/** The number after the newest session's; compare by difference. */
	int next() {
		return this.span.next();
	}

	/**
	 * The sessions that touched that item ({@link Postings}), or null for an item without
	 * any.
	 */
	int @Nullable [] postings(int item) {
		return this.lists.of(item);
	}

	/** The session of that number ({@link PastSession}), or null once forgotten. */
	int @Nullable [] session(int number) {
		return this.slots.find(number);
	}

	/** Reads a word of a session; the result means nothing. */
	int touch(int number) {
		int[] session = this.slots.find(number);
		return (session != null) ? session.length : 0;
	}

	private void add(long key, int[] session) {
		if (session.length == PastSession.FIRST) {
			return;
		}
		int number = PastSession.number(session);
		this.slots.publish(session);
		this.span.add();
		this.numbers.add(key, number);
		for (int i = PastSession.FIRST; i < session.length; i++) {
			if (PastSession.isFirst(session, i)) {
				this.lists.add(PastSession.item(session[i]), number, oldest());
			}
		}
		forgetBeyondBounds();
	}

	private void replace(int number, int[] session) {
		int[] before = held(number);
		this.slots.publish(session);
		for (int i = PastSession.FIRST; i < session.length; i++) {
			int item = PastSession.item(session[i]);
			if (PastSession.isFirst(session, i) && !PastSession.mentions(before, item, before.length)) {
				this.lists.add(PastSession.item(session[i]), number, oldest());
			}
		}
		for (int i = PastSession.FIRST; i < before.length; i++) {
			int item = PastSession.item(before[i]);
			if (PastSession.isFirst(before, i) && !PastSession.mentions(session, item, session.length)) {
				this.lists.remove(item, number, oldest());
			}
		}
	}

	/** Takes out a session of any age, and its number out of all lists. */
	private void drop(int number) {
		int[] session = held(number);
		this.numbers.remove(PastSession.key(session));
		this.slots.vacate(session);
		for (int i = PastSession.FIRST; i < session.length; i++) {
			if (PastSession.isFirst(session, i)) {
				this.lists.remove(PastSession.item(session[i]), number, oldest());
			}
		}
	}

	/** Takes out the oldest session; lists recognise its number by its age. */
	private void forgetOldest() {
		int[] session = session(oldest());
		while (session == null && !this.span.isEmpty()) {
			this.span.forgetOldest();
			session = session(oldest());
		}
		if (session == null) {
			return;
		}
		this.span.forgetOldest();
		this.numbers.remove(PastSession.key(session));
		this.slots.vacate(session);
		for (int i = PastSession.FIRST; i < session.length; i++) {
			if (PastSession.isFirst(session, i)) {
				this.lists.forgetOne(PastSession.item(session[i]), oldest());
			}
		}
	}

	private void forgetBeyondBounds() {
		for (int i = 0; i < FORGOTTEN_PER_PUT && beyondBounds(); i++) {
			forgetOldest();
		}
	}

	private boolean beyondBounds() {
		int held = this.numbers.size();
		return held > 1
				&& (held > this.bounds.maxSessions() || bytesOfSessions() + bytesOfItems() > this.bounds.maxBytes());
	}

	/**
	 * Sees to it that the next number's slot is free. Comes before the items of a session
	 * are looked up: forgetting may release items.
	 */
	private void makeRoom() {
		while (this.span.length() >= this.slots.capacity()) {
			if (this.slots.capacity() < this.bounds.maxSessions()) {
				this.slots.grow();
			}
			else {
				forgetOldest();
			}
		}
	}

	private long keyOf(int number) {
		return PastSession.key(held(number));
	}

	private int[] held(int number) {
		int[] session = session(number);
		if (session == null) {
			throw new IllegalStateException("session " + number + " is not held");
		}
		return session;
	}

	private void measure() {
		this.size.is(this.numbers.size(), bytesOfSessions(), bytesOfItems());
	}

	private long bytesOfSessions() {
		return this.slots.bytes() + this.numbers.bytes();
	}

	private long bytesOfItems() {
		return this.lists.bytes() + this.items.bytes();
	}

}
