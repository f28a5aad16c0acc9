package dev.beckon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** An OpenID Connect provider with one person, who is always logged in there. */
final class Issuer implements AutoCloseable {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final HttpServer server;

	private final RSAKey key;

	/** The nonce each code was asked for with. */
	private final Map<String, String> codes = new ConcurrentHashMap<>();

	Issuer() throws IOException, JOSEException {
		this.key = new RSAKeyGenerator(2048).keyID("the key").generate();
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/.well-known/openid-configuration", (asked) -> answer(asked, configuration()));
		this.server.createContext("/keys", (asked) -> answer(asked, new JWKSet(this.key.toPublicJWK()).toJSONObject()));
		this.server.createContext("/authorize", this::authorize);
		this.server.createContext("/token", (asked) -> answer(asked, tokens(asked)));
		this.server.start();
	}

	String url() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	private Map<String, Object> configuration() {
		return Map.of("issuer", url(), "authorization_endpoint", url() + "/authorize", "token_endpoint",
				url() + "/token", "jwks_uri", url() + "/keys", "subject_types_supported", List.of("public"),
				"response_types_supported", List.of("code"), "id_token_signing_alg_values_supported", List.of("RS256"));
	}

	/** Sends the browser back at once. */
	private void authorize(HttpExchange asked) throws IOException {
		Map<String, String> query = parameters(asked.getRequestURI().getRawQuery());
		String code = "code-" + this.codes.size();
		this.codes.put(code, query.getOrDefault("nonce", ""));
		asked.getResponseHeaders()
			.set("Location", query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
		asked.sendResponseHeaders(302, -1);
		asked.close();
	}

	private Map<String, Object> tokens(HttpExchange asked) throws IOException {
		String body = new String(asked.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
		String nonce = this.codes.getOrDefault(parameters(body).get("code"), "");
		String token = token(Map.of("aud", "console", "nonce", nonce, "roles", List.of("beckon-sre")));
		return Map.of("access_token", "opaque", "token_type", "Bearer", "expires_in", 60, "id_token", token);
	}

	private static Map<String, String> parameters(String query) {
		Map<String, String> parameters = new HashMap<>();
		for (String parameter : query.split("&", -1)) {
			String[] parts = parameter.split("=", 2);
			parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
		}
		return parameters;
	}

	private static void answer(HttpExchange asked, Map<String, Object> json) throws IOException {
		byte[] body = JSON.writeValueAsBytes(json);
		asked.getResponseHeaders().set("Content-Type", "application/json");
		asked.sendResponseHeaders(200, body.length);
		asked.getResponseBody().write(body);
		asked.close();
	}

	/** A token for the person, good for a minute unless the claims say otherwise. */
	String token(Map<String, Object> claims) {
		return token(this.key, claims);
	}

	/** A token that somebody else has signed. */
	String forged(Map<String, Object> claims) throws JOSEException {
		return token(new RSAKeyGenerator(2048).keyID("the key").generate(), claims);
	}

	private String token(RSAKey by, Map<String, Object> claims) {
		JWTClaimsSet.Builder all = new JWTClaimsSet.Builder().issuer(url())
			.subject("4711")
			.claim("preferred_username", "kim")
			.issueTime(Date.from(Instant.now()))
			.expirationTime(Date.from(Instant.now().plusSeconds(60)));
		claims.forEach(all::claim);
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build(),
				all.build());
		try {
			token.sign(new RSASSASigner(by));
		}
		catch (JOSEException impossible) {
			throw new IllegalStateException(impossible);
		}
		return token.serialize();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
