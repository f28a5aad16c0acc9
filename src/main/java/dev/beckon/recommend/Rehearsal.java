package dev.beckon.recommend;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

import dev.beckon.access.OwnKey;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the live recommender does, over the same views and the same Redis, but
 * leaves no trace: nothing is counted, no breaker judges by it, no impression is sent and
 * no profile is refilled. Only this very process can ask for it.
 *
 * @param recommender answers without a trace
 * @param password what a request has to carry to be a rehearsal
 * @param key with which this process asks itself
 */
record Rehearsal(Recommender recommender, String password, OwnKey key) {

	/** The request header that carries the password. */
	static final String HEADER = "X-Beckon-Rehearsal";

	static Rehearsal with(Recommender recommender, OwnKey key) {
		return new Rehearsal(recommender, UUID.randomUUID().toString(), key);
	}

	boolean isMeant(@Nullable String header) {
		return header != null && MessageDigest.isEqual(header.getBytes(StandardCharsets.UTF_8),
				this.password.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public String toString() {
		return "Rehearsal";
	}

}
