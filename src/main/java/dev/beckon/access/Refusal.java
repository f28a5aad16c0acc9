package dev.beckon.access;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/** Why somebody is not let in. */
enum Refusal {

	/** No key, no session and no token, or one that is not good. */
	UNKNOWN(HttpStatus.UNAUTHORIZED, "A key in X-Api-Key, or a bearer token, is needed that is good."),

	/** Known, but not of a role that may do this. */
	ROLE(HttpStatus.FORBIDDEN, "Your role may not do this."),

	/** A page of another origin than the key's. */
	ORIGIN(HttpStatus.FORBIDDEN, "Pages of this origin may not use this key."),

	/** A page's request without the token that shows that it was meant. */
	FORGERY(HttpStatus.FORBIDDEN, "X-XSRF-TOKEN must repeat the cookie XSRF-TOKEN."),

	/** More requests than a key may make. */
	KEY_RATE(HttpStatus.TOO_MANY_REQUESTS, "Too many requests with this key; try again later."),

	/** More than one visitor may do. */
	VISITOR_RATE(HttpStatus.TOO_MANY_REQUESTS, "Too much of this visitor; try again later."),

	/** No path, header or parameter that a client of good will sends. */
	MALFORMED(HttpStatus.BAD_REQUEST, "The request is malformed.");

	private final HttpStatus status;

	private final String detail;

	Refusal(HttpStatus status, String detail) {
		this.status = status;
		this.detail = detail;
	}

	HttpStatus status() {
		return this.status;
	}

	String detail() {
		return this.detail;
	}

	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
