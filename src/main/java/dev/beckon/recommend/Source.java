package dev.beckon.recommend;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where an answer, or one item of it, came from. */
public enum Source {

	/** The live profile in Redis, and the ranking over the session index. */
	PROFILE("profile"),

	/**
	 * This process's own view of the visitor's current sessions, and the same ranking.
	 */
	SESSION_VIEW("session_view"),

	/** Items close to the item on the page. */
	SIMILAR("similar"),

	/** Trending in the category on the page. */
	CATEGORY_POPULAR("category_popular"),

	/** Trending overall: what always exists. */
	POPULAR("popular");

	private final String wireName;

	Source(String wireName) {
		this.wireName = wireName;
	}

	/** The name in answers and metric tags. */
	@JsonValue
	public String wireName() {
		return this.wireName;
	}

	/** Whether the answer reflects what this very visitor did. */
	public boolean isPersonal() {
		return this == PROFILE || this == SESSION_VIEW;
	}

}
