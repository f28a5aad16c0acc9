package dev.beckon.access;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.GenericFilterBean;

/**
 * Knows who asks by the key: in {@code X-Api-Key}, as a bearer token for those who can
 * send no other header, or in the query of {@code POST /v1/events} for a page's beacon,
 * which can send none. Whoever sends no key is left to the filters behind.
 */
final class KeyFilter extends GenericFilterBean {

	private static final String BEARER = "Bearer ";

	private static final String BEACONS = "/v1/events";

	private final ApiKeys keys;

	private final Refusals refusals;

	KeyFilter(ApiKeys keys, Refusals refusals) {
		this.keys = keys;
		this.refusals = refusals;
	}

	/** Whether the request carries what no page of others can make a browser send. */
	static boolean isPresent(HttpServletRequest request) {
		return request.getHeader(OwnKey.HEADER) != null || bearer(request) != null;
	}

	@Override
	public void doFilter(ServletRequest from, ServletResponse to, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest request = (HttpServletRequest) from;
		HttpServletResponse response = (HttpServletResponse) to;
		String presented = request.getHeader(OwnKey.HEADER);
		Caller caller = (presented != null) ? this.keys.find(presented) : otherwise(request);
		if (caller == null && presented != null) {
			this.refusals.refuse(response, Refusal.UNKNOWN);
		}
		else if (caller != null && !caller.mayComeFrom(request)) {
			this.refusals.refuse(response, Refusal.ORIGIN);
		}
		else {
			if (caller != null) {
				SecurityContextHolder.setContext(new SecurityContextImpl(caller));
			}
			chain.doFilter(request, response);
		}
	}

	/** A public key alone may stand in a query, since queries are logged on their way. */
	private @Nullable Caller otherwise(HttpServletRequest request) {
		String token = bearer(request);
		if (token != null) {
			return this.keys.find(token);
		}
		String query = request.getRequestURI().equals(BEACONS) ? request.getParameter("key") : null;
		Caller caller = (query != null) ? this.keys.find(query) : null;
		return (caller != null && caller.isPublic()) ? caller : null;
	}

	private static @Nullable String bearer(HttpServletRequest request) {
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		boolean isBearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
		return isBearer ? authorization.substring(BEARER.length()).strip() : null;
	}

}
