package dev.beckon.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.beckon.control.ChangeReading.Refused;
import dev.beckon.control.ChangeReading.Valid;
import dev.beckon.event.Violation;
import org.jspecify.annotations.Nullable;

import static dev.beckon.event.DecisionFields.first;
import static dev.beckon.event.DecisionFields.text;
import static dev.beckon.event.DecisionFields.textViolation;
import static dev.beckon.event.DecisionFields.time;

/**
 * A change as JSON on {@code beckon.control}. Fields this release does not know are
 * ignored; null means absent; times are ISO-8601.
 */
public final class ChangeJson {

	private static final String NOT_A_TIME = "must be a time like 2026-11-22T10:00:00Z";

	private static final JsonMapper mapper = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private ChangeJson() {
	}

	static byte[] write(Change change) {
		ObjectNode json = mapper.createObjectNode().put("name", change.name()).put("mode", change.mode().wireName());
		if (change.drill() != null) {
			json.put("percent", change.drill().percent()).put("target", change.drill().target());
		}
		json.put("owner", change.owner()).put("reason", change.reason()).put("by", change.by());
		json.put("from", change.from().toString());
		if (change.expiry() != null) {
			json.put("expiry", change.expiry().toString());
		}
		json.put("previous", change.previous().wireName());
		try {
			return mapper.writeValueAsBytes(json);
		}
		catch (JsonProcessingException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	static ChangeReading read(byte[] stored) {
		try {
			return read(mapper.readTree(stored));
		}
		catch (JsonProcessingException unreadable) {
			return new Refused(new Violation("change", "must be JSON"));
		}
		catch (IOException impossible) {
			throw new UncheckedIOException(impossible);
		}
	}

	/** Reads a change, whoever wrote it. */
	public static ChangeReading read(JsonNode json) {
		Violation shape = shapeViolation(json);
		if (shape != null) {
			return new Refused(shape);
		}
		String name = json.path("name").asText();
		Mode mode = Objects.requireNonNull(Mode.of(text(json, "mode")));
		Instant from = Objects.requireNonNull(time(json, "from"));
		Instant expiry = time(json, "expiry");
		Drill drill = drill(json);
		Violation violation = first(Change.drillViolation(name, mode, drill), wordsViolation(json),
				Change.timeViolation(mode, from, expiry));
		Mode previous = Mode.of(text(json, "previous"));
		return (violation != null) ? new Refused(violation)
				: new Valid(new Change(name, mode, drill, json.path("owner").asText(), json.path("reason").asText(),
						json.path("by").asText(), from, expiry, (previous != null) ? previous : Mode.AUTOMATIC));
	}

	private static @Nullable Violation shapeViolation(JsonNode json) {
		String name = text(json, "name");
		if (name == null || !Switches.isName(name)) {
			return new Violation("name", "must be shard-N or one of " + Switches.SWITCHABLE_SOURCES);
		}
		if (Mode.of(text(json, "mode")) == null) {
			return new Violation("mode", "must be automatic, forced_open, forced_closed or drill");
		}
		if (time(json, "from") == null) {
			return new Violation("from", NOT_A_TIME);
		}
		return (json.hasNonNull("expiry") && time(json, "expiry") == null) ? new Violation("expiry", NOT_A_TIME) : null;
	}

	private static @Nullable Violation wordsViolation(JsonNode json) {
		return first(textViolation(json, "owner"), textViolation(json, "reason"), textViolation(json, "by"));
	}

	/** Null when nothing speaks of a drill; what is wrong with it is judged later. */
	private static @Nullable Drill drill(JsonNode json) {
		if (!json.hasNonNull("percent") && !json.hasNonNull("target")) {
			return null;
		}
		JsonNode percent = json.path("percent");
		return new Drill(percent.isInt() ? percent.intValue() : 0, json.path("target").asText(""));
	}

}
