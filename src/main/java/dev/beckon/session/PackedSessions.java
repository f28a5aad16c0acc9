package dev.beckon.session;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.beckon.event.VisitorChange;

/**
 * {@link VisitorSessions} as {@link SessionCodec} writes them, for a process that keeps
 * those of all visitors who may still come back. One array a session, where objects would
 * be a dozen: a garbage collector that copies what has been changed copies less, and has
 * less to look through.
 *
 * @param sessions in time order, as they are in the log; never changed
 * @param oldestEndMillis when the first of them ended; {@link Long#MAX_VALUE} without any
 * @param forgottenThroughMillis event time up to which the visitor asked to be forgotten
 */
public record PackedSessions(List<byte[]> sessions, long oldestEndMillis, long forgottenThroughMillis) {

	/** A visitor of whom nothing is known. */
	public static final PackedSessions NONE = new PackedSessions(List.of(), Long.MAX_VALUE,
			VisitorChange.NOT_FORGOTTEN);

	public PackedSessions {
		sessions = List.copyOf(sessions);
	}

	/** One session, as it is in the log. */
	public static PackedSessions of(byte[] session) {
		return new PackedSessions(List.of(session), SessionCodec.decode(session).endMillis(),
				VisitorChange.NOT_FORGOTTEN);
	}

	/**
	 * Sessions that are packed already.
	 * @param packed each of {@code sessions}, in the same order
	 */
	public static PackedSessions of(VisitorSessions sessions, List<byte[]> packed) {
		long oldestEndMillis = packed.isEmpty() ? Long.MAX_VALUE : sessions.sessions().getFirst().endMillis();
		return new PackedSessions(packed, oldestEndMillis, sessions.forgottenThroughMillis());
	}

	/** These and others of the same visitor, none of whose sessions is among these. */
	public PackedSessions and(PackedSessions others) {
		List<byte[]> all = Stream.concat(this.sessions.stream(), others.sessions.stream())
			.sorted(Comparator.comparingLong(SessionCodec::startMillis))
			.toList();
		return new PackedSessions(all, Math.min(this.oldestEndMillis, others.oldestEndMillis),
				Math.max(this.forgottenThroughMillis, others.forgottenThroughMillis));
	}

	/** The same as objects. */
	public VisitorSessions unpacked() {
		return new VisitorSessions(this.sessions.stream().map(SessionCodec::decode).toList(),
				this.forgottenThroughMillis);
	}

	/**
	 * Without the sessions that ended before {@code horizonMillis}, as
	 * {@link VisitorSessions#since} leaves them.
	 */
	public PackedSessions since(long horizonMillis) {
		if (this.oldestEndMillis >= horizonMillis) {
			return this;
		}
		VisitorSessions left = unpacked().since(horizonMillis);
		int gone = this.sessions.size() - left.sessions().size();
		return of(left, this.sessions.subList(gone, this.sessions.size()));
	}

}
