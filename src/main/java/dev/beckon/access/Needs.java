package dev.beckon.access;

import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * One of some roles is needed; a key that is read-only is good for looking alone.
 *
 * @param roles their names
 */
record Needs(Set<String> roles) implements AuthorizationManager<RequestAuthorizationContext> {

	private static final Set<String> LOOKING = Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name());

	static Needs any(Role... roles) {
		return new Needs(Stream.of(roles).map(Role::name).collect(Collectors.toUnmodifiableSet()));
	}

	@Override
	@SuppressWarnings("deprecation")
	public AuthorizationDecision check(Supplier<Authentication> who, RequestAuthorizationContext asked) {
		return new AuthorizationDecision(may(who.get(), asked.getRequest().getMethod()));
	}

	private boolean may(Authentication who, String method) {
		if (who == null || !who.isAuthenticated()) {
			return false;
		}
		if (who instanceof Caller caller && caller.key().readOnly() && !LOOKING.contains(method)) {
			return false;
		}
		for (GrantedAuthority authority : who.getAuthorities()) {
			if (this.roles.contains(authority.getAuthority())) {
				return true;
			}
		}
		return false;
	}

}
