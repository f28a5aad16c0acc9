package dev.beckon.console;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.beckon.http.Problems;
import dev.beckon.rule.Rule;
import dev.beckon.rule.RuleJson;
import dev.beckon.rule.RuleReading.Refused;
import dev.beckon.rule.RuleReading.Valid;

/**
 * Reads what a marketer wants. A field that does not exist is refused, so that a mistyped
 * {@code end} cannot go unnoticed.
 */
final class RuleRequests {

	/** The longest request, in bytes. */
	static final int MAX_BYTES = 8 * 1024;

	private static final Set<String> FIELDS = new TreeSet<>(Set.of("action", "itemId", "category", "factor", "place",
			"placement", "onCategory", "start", "end", "owner", "reason"));

	private final ObjectMapper json;

	private final Set<String> placements;

	private final InstantSource clock;

	/**
	 * Reads rules for these placements.
	 */
	RuleRequests(ObjectMapper json, Set<String> placements, InstantSource clock) {
		this.json = json;
		this.placements = placements;
		this.clock = clock;
	}

	/**
	 * The rule that is asked for, with an id of its own; it begins now unless it says
	 * otherwise.
	 * @param by who asks, as far as the service knows
	 * @throws org.springframework.web.ErrorResponseException the 400 that names the field
	 */
	Rule read(byte[] body, String by) {
		return read(object(body), by);
	}

	/** The same of a rule that nobody has given a reason for yet. */
	Rule draft(JsonNode draft, String by) {
		if (!(draft instanceof ObjectNode object)) {
			throw Problems.badRequest("rule", "must be an object");
		}
		ObjectNode complete = object.deepCopy();
		complete.put("owner", by).put("reason", "a preview").remove("start");
		complete.remove("end");
		return read(complete, by);
	}

	private Rule read(ObjectNode asked, String by) {
		for (String field : (Iterable<String>) asked::fieldNames) {
			if (!FIELDS.contains(field)) {
				throw Problems.badRequest("body", "must not have fields other than " + String.join(", ", FIELDS));
			}
		}
		if (asked.hasNonNull("placement") && !this.placements.contains(asked.path("placement").asText())) {
			throw Problems.badRequest("placement", "must be one of " + this.placements);
		}
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		if (!asked.hasNonNull("start")) {
			asked.put("start", now.toString());
		}
		asked.put("id", UUID.randomUUID().toString()).put("by", by).put("changed", now.toString());
		return switch (RuleJson.read(asked)) {
			case Valid(Rule rule) -> rule;
			case Refused(var violation) -> throw Problems.badRequest(violation);
		};
	}

	/** The object that a body is. */
	ObjectNode object(byte[] body) {
		if (body.length > MAX_BYTES) {
			throw Problems.badRequest("body", "must be at most " + MAX_BYTES + " bytes");
		}
		try {
			if (this.json.readTree(body) instanceof ObjectNode object) {
				return object;
			}
		}
		catch (IOException unreadable) {
			// as below
		}
		throw Problems.badRequest("body", "must be a JSON object");
	}

}
