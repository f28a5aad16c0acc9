package dev.beckon.recommend;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why an answer did not come from the visitor's profile. */
public enum FallbackReason {

	/** The visitor is new here: no failure. */
	UNKNOWN_VISITOR("unknown_visitor"),

	/** The session view knows the visitor, Redis does not. */
	EVICTED("evicted"),

	/** Redis did not answer within its slice of the latency budget. */
	STORE_TIMEOUT("store_timeout"),

	/** Redis answered with an error, or there was no connection. */
	STORE_ERROR("store_error"),

	/** The breaker of the visitor's shard had opened. */
	BREAKER_OPEN("breaker_open"),

	/** An operator had forced the breaker open. */
	BREAKER_FORCED_OPEN("breaker_forced_open"),

	/** Too much to do: there was no time left to ask Redis, or to rank. */
	OVERLOAD("overload");

	private final String wireName;

	FallbackReason(String wireName) {
		this.wireName = wireName;
	}

	/** The name in answers and metric tags. */
	@JsonValue
	public String wireName() {
		return this.wireName;
	}

	/** Whether something had failed; a new visitor is no failure. */
	public boolean isFailure() {
		return this != UNKNOWN_VISITOR;
	}

}
