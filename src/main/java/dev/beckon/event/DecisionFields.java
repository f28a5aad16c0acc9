package dev.beckon.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What all records of {@code beckon.control} that tell of somebody's decision have in
 * common: words that say who and why, and times in ISO-8601.
 */
public final class DecisionFields {

	private static final int MAX_NAME = 128;

	private static final int MAX_REASON = 500;

	private DecisionFields() {
	}

	/** A field's text; null where there is none. */
	public static @Nullable String text(JsonNode json, String field) {
		return json.path(field).textValue();
	}

	/** A field's time; null where there is none, or it cannot be read. */
	public static @Nullable Instant time(JsonNode json, String field) {
		String text = text(json, field);
		try {
			return (text == null) ? null : Instant.parse(text);
		}
		catch (DateTimeException unreadable) {
			return null;
		}
	}

	/**
	 * What is wrong with a field that has to say something: a {@code reason} in at most
	 * 500 characters, anything else in 128.
	 */
	public static @Nullable Violation textViolation(JsonNode json, String field) {
		String text = text(json, field);
		int max = field.equals("reason") ? MAX_REASON : MAX_NAME;
		if (text == null || text.isBlank()) {
			return new Violation(field, "is required");
		}
		boolean plain = text.length() <= max && text.chars().noneMatch(Character::isISOControl);
		return plain ? null : new Violation(field, "must have at most " + max + " characters, none of them a control");
	}

	/** The first that is one. */
	public static @Nullable Violation first(@Nullable Violation... found) {
		return Arrays.stream(found).filter(Objects::nonNull).findFirst().orElse(null);
	}

}
