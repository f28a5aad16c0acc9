package dev.beckon.event;

import java.util.ArrayList;
import java.util.List;

/**
 * What the log has newly told of one visitor.
 *
 * @param touches interactions, in any order
 * @param forgottenThroughMillis event time up to which the visitor is to be forgotten;
 * {@link #NOT_FORGOTTEN} for not at all
 */
public record VisitorChange(List<Touch> touches, long forgottenThroughMillis) {

	/** Forgets nothing. */
	public static final long NOT_FORGOTTEN = -1;

	/** Nothing new. */
	public static final VisitorChange NONE = new VisitorChange(List.of(), NOT_FORGOTTEN);

	public VisitorChange {
		touches = List.copyOf(touches);
	}

	/** This change, which also forgets up to then. */
	public VisitorChange forgetting(long throughMillis) {
		return (throughMillis > this.forgottenThroughMillis) ? new VisitorChange(this.touches, throughMillis) : this;
	}

	/** Both changes, which may come in either order. */
	public VisitorChange and(VisitorChange other) {
		List<Touch> both = new ArrayList<>(this.touches);
		both.addAll(other.touches);
		return new VisitorChange(both, Math.max(this.forgottenThroughMillis, other.forgottenThroughMillis));
	}

}
