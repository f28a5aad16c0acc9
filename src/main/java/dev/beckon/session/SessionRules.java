package dev.beckon.session;

/**
 * When a visit ends, and how much of it is remembered.
 *
 * @param idleTimeoutMillis the longest gap inside one session
 * @param maxTouches the newest interactions of a session that are kept; older ones of the
 * same visit only count for its start
 */
public record SessionRules(long idleTimeoutMillis, int maxTouches) {

	public SessionRules {
		if (idleTimeoutMillis < 1 || maxTouches < 1) {
			throw new IllegalArgumentException("a session needs an idle timeout and room for one interaction");
		}
	}

}
