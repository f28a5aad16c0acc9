package dev.beckon.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/** Finds a person's token, where the bearer token was no key. */
final class TokenInHeader implements BearerTokenResolver {

	private final BearerTokenResolver header = new DefaultBearerTokenResolver();

	@Override
	public @Nullable String resolve(HttpServletRequest request) {
		boolean known = SecurityContextHolder.getContext().getAuthentication() instanceof Caller;
		return known ? null : this.header.resolve(request);
	}

}
