package dev.beckon.rule;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.beckon.event.Violation;
import dev.beckon.rule.Rule.Where;
import dev.beckon.rule.RuleReading.Refused;
import dev.beckon.rule.RuleReading.Valid;
import org.jspecify.annotations.Nullable;

import static dev.beckon.event.DecisionFields.first;
import static dev.beckon.event.DecisionFields.text;
import static dev.beckon.event.DecisionFields.textViolation;
import static dev.beckon.event.DecisionFields.time;

/**
 * A rule as JSON, on {@code beckon.control} and over HTTP. Fields this release does not
 * know are ignored; null means absent; times are ISO-8601.
 */
public final class RuleJson {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private RuleJson() {
	}

	static byte[] write(Rule rule) {
		ObjectNode json = mapper.createObjectNode()
			.put("id", rule.id())
			.put("action", rule.action().wireName())
			.put("itemId", rule.itemId())
			.put("category", rule.category())
			.put("factor", rule.factor())
			.put("place", rule.place())
			.put("placement", rule.where().placement())
			.put("onCategory", rule.where().category())
			.put("start", rule.start().toString())
			.put("end", (rule.end() != null) ? rule.end().toString() : null)
			.put("owner", rule.owner())
			.put("reason", rule.reason())
			.put("by", rule.by())
			.put("changed", rule.changed().toString());
		try {
			return mapper.writeValueAsBytes(json);
		}
		catch (JsonProcessingException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	static RuleReading read(byte[] stored) {
		try {
			return read(mapper.readTree(stored));
		}
		catch (IOException unreadable) {
			return new Refused(new Violation("rule", "must be JSON"));
		}
	}

	/** Reads a rule, whoever wrote it. */
	public static RuleReading read(JsonNode json) {
		Action action = Action.of(text(json, "action"));
		if (action == null) {
			return new Refused(new Violation("action", "must be pin, boost or hide"));
		}
		Violation violation = first(Rule.violation(action, text(json, "itemId"), text(json, "category")),
				Rule.violation(action, factor(json), place(json)),
				Rule.pathViolation("onCategory", text(json, "onCategory")), wordsViolation(json), timeViolation(json));
		return (violation != null) ? new Refused(violation) : new Valid(rule(action, json));
	}

	private static Rule rule(Action action, JsonNode json) {
		Where where = new Where(text(json, "placement"), text(json, "onCategory"));
		return new Rule(json.path("id").asText(), action, text(json, "itemId"), text(json, "category"), factor(json),
				place(json), where, Objects.requireNonNull(time(json, "start")), time(json, "end"),
				json.path("owner").asText(), json.path("reason").asText(), json.path("by").asText(),
				Objects.requireNonNull(time(json, "changed")));
	}

	private static @Nullable Violation wordsViolation(JsonNode json) {
		return first(textViolation(json, "id"), textViolation(json, "owner"), textViolation(json, "reason"),
				textViolation(json, "by"));
	}

	private static @Nullable Violation timeViolation(JsonNode json) {
		Instant start = time(json, "start");
		Instant end = time(json, "end");
		if (start == null || time(json, "changed") == null) {
			return new Violation("start", "must be a time like 2026-11-22T10:00:00Z");
		}
		if (end == null) {
			return json.hasNonNull("end") ? new Violation("end", "must be a time like 2026-11-22T10:00:00Z") : null;
		}
		boolean endedBeforeItBegan = end.equals(time(json, "changed"));
		return (end.isAfter(start) || endedBeforeItBegan) ? null : new Violation("end", "must be after the start");
	}

	/** What is no number is none that may be. */
	private static @Nullable Double factor(JsonNode json) {
		return json.hasNonNull("factor") ? Double.valueOf(json.path("factor").asDouble(-1)) : null;
	}

	private static @Nullable Integer place(JsonNode json) {
		JsonNode place = json.path("place");
		return json.hasNonNull("place") ? Integer.valueOf(place.isInt() ? place.intValue() : 0) : null;
	}

}
