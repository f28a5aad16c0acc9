package dev.beckon.control;

import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** How a switch stands. */
public enum Mode {

	/** Nobody holds it: a breaker opens and closes by what it measures. */
	AUTOMATIC("automatic"),

	/** What is behind it is not asked. */
	FORCED_OPEN("forced_open"),

	/** What is behind it is asked, whatever is measured. */
	FORCED_CLOSED("forced_closed"),

	/** A share of the answers goes past it on purpose. */
	DRILL("drill");

	private final String wireName;

	Mode(String wireName) {
		this.wireName = wireName;
	}

	/** The mode of this wire name, or null. */
	static @Nullable Mode of(@Nullable String wireName) {
		return Arrays.stream(values()).filter((mode) -> mode.wireName.equals(wireName)).findFirst().orElse(null);
	}

	/** The name in records and over HTTP. */
	@JsonValue
	public String wireName() {
		return this.wireName;
	}

}
