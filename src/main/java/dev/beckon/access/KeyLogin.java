package dev.beckon.access;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Lets a person log in with a key, but not with one that stands in a page. */
final class KeyLogin implements AuthenticationProvider {

	private final ApiKeys keys;

	KeyLogin(ApiKeys keys) {
		this.keys = keys;
	}

	@Override
	public Authentication authenticate(Authentication login) {
		Object presented = login.getCredentials();
		Caller caller = (presented instanceof String key) ? this.keys.find(key.strip()) : null;
		if (caller == null || caller.isPublic()) {
			throw new BadCredentialsException("not a key to log in with");
		}
		return caller;
	}

	@Override
	public boolean supports(Class<?> login) {
		return UsernamePasswordAuthenticationToken.class.isAssignableFrom(login);
	}

}
