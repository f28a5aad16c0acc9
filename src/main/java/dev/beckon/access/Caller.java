package dev.beckon.access;

import java.time.InstantSource;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;

/** Who asks with a key, for as long as the key is good. Thread safety: immutable. */
final class Caller extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1;

	private final transient ApiKey key;

	private final transient InstantSource clock;

	private final transient CorsConfiguration origins = new CorsConfiguration();

	Caller(ApiKey key, InstantSource clock) {
		super(authorities(key));
		this.key = key;
		this.clock = clock;
		this.origins.setAllowedOriginPatterns(key.origins());
		super.setAuthenticated(true);
	}

	private static List<GrantedAuthority> authorities(ApiKey key) {
		return key.roles().stream().<GrantedAuthority>map((role) -> new SimpleGrantedAuthority(role.name())).toList();
	}

	ApiKey key() {
		return this.key;
	}

	/** Whether pages may use the key: then everybody knows it. */
	boolean isPublic() {
		return !this.key.origins().isEmpty();
	}

	/**
	 * Whether the request comes from where the key may be used: no page of another
	 * origin, or one of the key's.
	 */
	boolean mayComeFrom(HttpServletRequest request) {
		return !CorsUtils.isCorsRequest(request)
				|| this.origins.checkOrigin(request.getHeader(HttpHeaders.ORIGIN)) != null;
	}

	@Override
	public boolean isAuthenticated() {
		return super.isAuthenticated() && this.key.isGood(this.clock.instant());
	}

	@Override
	public String getName() {
		return this.key.name();
	}

	@Override
	public Object getPrincipal() {
		return this.key.name();
	}

	@Override
	public Object getCredentials() {
		return "";
	}

}
