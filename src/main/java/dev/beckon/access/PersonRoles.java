package dev.beckon.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Reads from what the identity provider says of people who they are here. A role there
 * counts by its whole name, prefix included: an {@code admin} of something else is nobody
 * here. Thread safety: safe.
 */
final class PersonRoles {

	private static final List<String> NAMES = List.of("preferred_username", "email", "sub");

	private final AccessProperties.People people;

	private final OidcUserService users = new OidcUserService();

	PersonRoles(AccessProperties.People people) {
		this.people = people;
	}

	/** Who sends a token. */
	AbstractAuthenticationToken convert(Jwt token) {
		Map<String, Object> claims = token.getClaims();
		return new JwtAuthenticationToken(token, authorities(claims), token.getClaimAsString(nameClaim(claims)));
	}

	/** Who has logged in. */
	OidcUser load(OidcUserRequest login) {
		OidcUser user = this.users.loadUser(login);
		return new DefaultOidcUser(authorities(user.getClaims()), user.getIdToken(), user.getUserInfo(),
				nameClaim(user.getClaims()));
	}

	List<GrantedAuthority> authorities(Map<String, Object> claims) {
		Object listed = find(claims, this.people.rolesClaim());
		Collection<?> names = (listed instanceof Collection<?> several) ? several : Arrays.asList(listed);
		return Stream.of(Role.values())
			.filter((role) -> names.contains(this.people.rolePrefix() + role.wireName()))
			.<GrantedAuthority>map((role) -> new SimpleGrantedAuthority(role.name()))
			.toList();
	}

	/**
	 * The claim of this name, or else at the end of a path such as
	 * {@code realm_access.roles}.
	 */
	private static @Nullable Object find(Map<?, ?> claims, String name) {
		if (claims.containsKey(name)) {
			return claims.get(name);
		}
		int dot = name.indexOf('.');
		return (dot > 0 && claims.get(name.substring(0, dot)) instanceof Map<?, ?> inner)
				? find(inner, name.substring(dot + 1)) : null;
	}

	private static String nameClaim(Map<String, Object> claims) {
		return NAMES.stream().filter(claims::containsKey).findFirst().orElse("sub");
	}

}
