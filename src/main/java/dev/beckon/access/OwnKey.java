package dev.beckon.access;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The key with which this process asks itself, without a limit. Nobody else knows it, and
 * it is gone with the process.
 */
public final class OwnKey {

	/** The header that carries a key. */
	public static final String HEADER = "X-Api-Key";

	private final String key = UUID.randomUUID().toString() + UUID.randomUUID();

	private final ApiKey configured = new ApiKey("itself", ApiKeys.sha256(this.key), Set.of(Role.STOREFRONT), null,
			List.of(), false);

	OwnKey() {
	}

	/** What to send. */
	public String key() {
		return this.key;
	}

	/** Whether it is this process that sent the request of this thread. */
	public boolean isAsking() {
		return SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller
				&& caller.key().equals(this.configured);
	}

	ApiKey configured() {
		return this.configured;
	}

}
