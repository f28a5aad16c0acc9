package dev.beckon.session;

import java.util.List;

import dev.beckon.log.SnapshotPart;
import org.jspecify.annotations.Nullable;

/**
 * A view of past sessions that follows {@code beckon.sessions}. Always called by one
 * thread, in the topic's order; a session comes again, whole, each time it grows or a
 * late interaction changes it.
 */
public interface SessionListener {

	/**
	 * The sessions that {@link #on} will be called with next, perhaps with others in
	 * between: a chance to get ready for all of them at once. Changes nothing that
	 * anybody can see.
	 */
	default void ahead(List<Session> next) {
	}

	/**
	 * A session as it stands now.
	 * @param previous the same session as it stood before, where the view still has it;
	 * null for a new session, and for one whose earlier form is no longer known
	 */
	void on(Session session, @Nullable Session previous);

	/**
	 * A session that is no more: superseded by a late interaction, or its visitor was
	 * forgotten.
	 * @param previous the session as it stood, where still known
	 */
	void onRemoved(String sessionId, @Nullable Session previous);

	/** How the view outlives the process. */
	SnapshotPart snapshot();

}
