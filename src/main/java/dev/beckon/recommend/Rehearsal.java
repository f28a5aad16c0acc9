package dev.beckon.recommend;

import dev.beckon.access.OwnKey;

/**
 * Answers as the live recommender does, over the same views and the same Redis, but
 * leaves no trace: nothing is counted, no breaker judges by it, no impression is sent and
 * no profile is refilled. Only this very process can ask for it, with its own key.
 *
 * @param recommender answers without a trace
 * @param key with which this process asks itself
 */
record Rehearsal(Recommender recommender, OwnKey key) {

	/** Whether the request of this thread is one. */
	boolean isOn() {
		return this.key.isAsking();
	}

}
