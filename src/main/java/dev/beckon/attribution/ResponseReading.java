package dev.beckon.attribution;

import java.nio.charset.StandardCharsets;

import dev.beckon.event.EventJson;
import dev.beckon.event.Interaction;
import dev.beckon.event.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * Reads the few records of {@code beckon.interactions} that name an answer. Most do not,
 * and are passed by without being parsed.
 */
final class ResponseReading {

	private static final byte[] FIELD = "\"recommendationId\"".getBytes(StandardCharsets.US_ASCII);

	private ResponseReading() {
	}

	/** The response, or null when the record is none. */
	static @Nullable Response read(byte[] json, long appendedMillis) {
		if (!mentions(json)) {
			return null;
		}
		EventJson.Defaults defaults = new EventJson.Defaults(() -> "", appendedMillis);
		return (EventJson.readRecord(json, defaults) instanceof Parsed.Valid(var event)
				&& event instanceof Interaction interaction) ? Response.of(interaction, appendedMillis) : null;
	}

	private static boolean mentions(byte[] json) {
		for (int at = json.length - FIELD.length; at >= 0; at--) {
			if (json[at] == FIELD[0] && json[at + 1] == FIELD[1] && isFieldAt(json, at)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isFieldAt(byte[] json, int at) {
		for (int i = 0; i < FIELD.length; i++) {
			if (json[at + i] != FIELD[i]) {
				return false;
			}
		}
		return true;
	}

}
