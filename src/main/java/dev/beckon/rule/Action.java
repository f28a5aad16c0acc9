package dev.beckon.rule;

import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** What a rule does to an item. */
public enum Action {

	/** Shows it at a place of its own. */
	PIN("pin"),

	/** Multiplies its score, and so moves it up, or down. */
	BOOST("boost"),

	/** Does not show it. */
	HIDE("hide");

	private final String wireName;

	Action(String wireName) {
		this.wireName = wireName;
	}

	/** The name in records and over HTTP. */
	@JsonValue
	public String wireName() {
		return this.wireName;
	}

	/** The action of this wire name, or null. */
	static @Nullable Action of(@Nullable String wireName) {
		return Arrays.stream(values()).filter((action) -> action.wireName.equals(wireName)).findFirst().orElse(null);
	}

}
