package dev.beckon.access;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

/**
 * Tells browsers which pages of other origins may ask: those where some key may be used.
 * That it is the key of the request is seen when the request comes.
 */
final class OriginFilter extends CorsFilter {

	/** For what anybody may load: a module needs leave where a script needs none. */
	static final CorsConfigurationSource EVERYWHERE = (request) -> {
		CorsConfiguration everywhere = new CorsConfiguration();
		everywhere.setAllowedOrigins(List.of(CorsConfiguration.ALL));
		everywhere.setAllowedMethods(List.of("GET"));
		return everywhere;
	};

	private static final Duration REMEMBERED = Duration.ofHours(1);

	OriginFilter(ApiKeys keys, Refusals refusals) {
		this(configuration(keys.origins()), refusals);
	}

	private OriginFilter(CorsConfiguration configuration, Refusals refusals) {
		super((request) -> configuration);
		setCorsProcessor(new DefaultCorsProcessor() {
			@Override
			protected void rejectRequest(ServerHttpResponse response) throws IOException {
				HttpServletResponse answer = ((ServletServerHttpResponse) response).getServletResponse();
				refusals.refuse(answer, Refusal.ORIGIN);
			}
		});
	}

	/**
	 * A beacon always asks whether it may send cookies. It may: nothing under /v1 looks
	 * at one.
	 */
	private static CorsConfiguration configuration(List<String> origins) {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.setAllowedOriginPatterns(origins);
		configuration.setAllowedMethods(List.of("GET", "POST"));
		configuration.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE, OwnKey.HEADER, "X-Deadline-Ms"));
		configuration.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
		configuration.setAllowCredentials(true);
		configuration.setMaxAge(REMEMBERED);
		return configuration;
	}

}
