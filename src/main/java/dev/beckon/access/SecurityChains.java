package dev.beckon.access;

import java.time.Duration;
import java.util.stream.Stream;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.LogoutFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What stands before each part of the service: the API, which knows keys and tokens and
 * keeps nothing of who asked; the management port, where people may log in; and the rest,
 * of which only what is named is open.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

	/** A page loads nothing of others, and no script inside it runs. */
	static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
			+ "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

	private static final PathPatternRequestMatcher.Builder PATH = PathPatternRequestMatcher.withDefaults();

	private static final int MOST_KEYS = 10_000;

	private final ApiKeys keys;

	private final Refusals refusals;

	private final RateFilter rates;

	private final ObjectProvider<JwtDecoder> tokens;

	SecurityChains(ApiKeys keys, OwnKey own, Refusals refusals, AccessProperties properties,
			ObjectProvider<JwtDecoder> tokens) {
		this.keys = keys;
		this.refusals = refusals;
		this.rates = new RateFilter(new Rates(properties.keyRate(), Duration.ofSeconds(1), MOST_KEYS, System::nanoTime),
				own, refusals);
		this.tokens = tokens;
	}

	@Bean
	@Order(1)
	SecurityFilterChain api(HttpSecurity http, PersonRoles people) throws Exception {
		http.securityMatcher(PATH.matcher("/v1/**"));
		http.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.servletApi(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable);
		http.addFilterBefore(new OriginFilter(this.keys, this.refusals), CsrfFilter.class);
		http.headers((headers) -> headers.defaultsDisabled().contentTypeOptions((nosniff) -> {
		}).addHeaderWriter(new StaticHeadersWriter("Cache-Control", "no-store")));
		http.authorizeHttpRequests((requests) -> api(requests));
		http.exceptionHandling((failing) -> failing.authenticationEntryPoint(this.refusals));
		return known(http, people).build();
	}

	private static void api(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
		Needs shop = Needs.any(Role.STOREFRONT, Role.ADMIN);
		requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
			.permitAll()
			.requestMatchers(looking("/v1/recommendations", "/v1/popular", "/v1/items/*/similar"))
			.access(shop)
			.requestMatchers(PATH.matcher(HttpMethod.POST, "/v1/recommendations/page"),
					PATH.matcher(HttpMethod.POST, "/v1/events"), PATH.matcher(HttpMethod.POST, "/v1/visitors/*/merge"))
			.access(shop)
			.anyRequest()
			.access(Needs.any(Role.ADMIN));
	}

	@Bean
	@Order(2)
	SecurityFilterChain management(HttpSecurity http, PersonRoles people, AccessProperties properties,
			ObjectProvider<ClientRegistrationRepository> logins) throws Exception {
		http.securityMatcher(new ManagementRequests());
		http.csrf((csrf) -> {
			CsrfTokenRequestAttributeHandler plain = new CsrfTokenRequestAttributeHandler();
			plain.setCsrfRequestAttributeName(null);
			CookieCsrfTokenRepository cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
			cookie.setCookieCustomizer((own) -> own.sameSite("Lax"));
			csrf.csrfTokenRepository(cookie)
				.csrfTokenRequestHandler(plain)
				.ignoringRequestMatchers(KeyFilter::isPresent);
		});
		http.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(POLICY))
			.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
		http.formLogin((login) -> login.loginPage(LoginPage.PATH)
			.passwordParameter("key")
			.defaultSuccessUrl("/console")
			.permitAll());
		http.logout((logout) -> logout.logoutSuccessUrl(LoginPage.PATH + "?left"));
		http.authenticationProvider(new KeyLogin(this.keys));
		ClientRegistrationRepository registrations = logins.getIfAvailable();
		if (registrations != null) {
			http.oauth2Login((login) -> login.loginPage(LoginPage.PATH)
				.clientRegistrationRepository(registrations)
				.userInfoEndpoint((user) -> user.oidcUserService(people::load)));
		}
		http.addFilterBefore(new LoginPage(properties.localKeys(), registrations != null), LogoutFilter.class);
		http.authorizeHttpRequests(
				(requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
					.permitAll()
					.requestMatchers(EndpointRequest.to(HealthEndpoint.class))
					.permitAll()
					.requestMatchers(looking("/console/**"))
					.access(Needs.any(Role.MARKETER, Role.SRE))
					.requestMatchers(PATH.matcher("/console/**"))
					.access(Needs.any(Role.MARKETER))
					.anyRequest()
					.access(Needs.any(Role.SRE)));
		http.exceptionHandling((failing) -> failing.authenticationEntryPoint(new LoginEntry(this.refusals)));
		return known(http, people).build();
	}

	/** Whoever may get something may also ask whether it is there. */
	private static RequestMatcher[] looking(String... paths) {
		return Stream.of(paths)
			.flatMap((path) -> Stream.of(PATH.matcher(HttpMethod.GET, path), PATH.matcher(HttpMethod.HEAD, path)))
			.toArray(RequestMatcher[]::new);
	}

	/**
	 * What is neither the API nor management: the script for shops and what the API is,
	 * and nothing else.
	 */
	@Bean
	@Order(4)
	SecurityFilterChain rest(HttpSecurity http) throws Exception {
		http.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable);
		http.cors((cors) -> cors.configurationSource(OriginFilter.EVERYWHERE));
		http.headers((headers) -> headers.cacheControl((caching) -> caching.disable())
			.contentSecurityPolicy((policy) -> policy.policyDirectives(POLICY))
			.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
		http.authorizeHttpRequests((requests) -> requests
			.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
			.permitAll()
			.requestMatchers(looking("/beckon.js", "/beckon.mjs", "/beckon.d.ts", "/v3/api-docs/**", "/swagger-ui/**"))
			.permitAll()
			.anyRequest()
			.denyAll());
		http.exceptionHandling(
				(failing) -> failing.authenticationEntryPoint(this.refusals).accessDeniedHandler(this.refusals));
		return http.build();
	}

	/**
	 * The request is observed as a whole; a span and a timer for each filter of a chain
	 * took a quarter of what a request costs.
	 */
	@Bean
	SecurityObservationSettings observations() {
		return SecurityObservationSettings.noObservations();
	}

	/**
	 * Refuses what only an attack sends; an id may have any character, so its place in a
	 * path may too, and controllers name the field that is wrong.
	 */
	@Bean
	HttpFirewall firewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowUrlEncodedPercent(true);
		firewall.setAllowUrlEncodedPeriod(true);
		firewall.setAllowSemicolon(true);
		firewall.setAllowNull(true);
		firewall.setAllowUrlEncodedLineFeed(true);
		firewall.setAllowUrlEncodedCarriageReturn(true);
		firewall.setAllowUrlEncodedLineSeparator(true);
		firewall.setAllowUrlEncodedParagraphSeparator(true);
		firewall.setAllowedHeaderValues((value) -> true);
		return firewall;
	}

	/** Has keys and, where there is an issuer, tokens tell who asks. */
	private HttpSecurity known(HttpSecurity http, PersonRoles people) throws Exception {
		http.addFilterBefore(new KeyFilter(this.keys, this.refusals), CsrfFilter.class)
			.addFilterBefore(this.rates, AuthorizationFilter.class)
			.exceptionHandling((failing) -> failing.accessDeniedHandler(this.refusals));
		JwtDecoder decoder = this.tokens.getIfAvailable();
		if (decoder != null) {
			http.oauth2ResourceServer((server) -> server.authenticationEntryPoint(this.refusals)
				.accessDeniedHandler(this.refusals)
				.bearerTokenResolver(new TokenInHeader())
				.jwt((jwt) -> jwt.decoder(decoder).jwtAuthenticationConverter(people::convert)));
		}
		return http;
	}

}
