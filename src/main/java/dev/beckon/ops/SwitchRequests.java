package dev.beckon.ops;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.beckon.control.Change;
import dev.beckon.control.ChangeJson;
import dev.beckon.control.ChangeReading.Refused;
import dev.beckon.control.ChangeReading.Valid;
import dev.beckon.control.Mode;
import dev.beckon.control.Switchboard;
import dev.beckon.http.Problems;

import org.springframework.boot.convert.DurationStyle;

/**
 * Reads what an operator wants of a switch. A field that does not exist is refused, so
 * that a mistyped {@code expiry} cannot go unnoticed, and what hurts has to be confirmed
 * by the switch's name.
 */
final class SwitchRequests {

	/** The longest request, in bytes. */
	static final int MAX_BYTES = 8 * 1024;

	private static final Set<String> FIELDS = new TreeSet<>(
			Set.of("mode", "percent", "target", "owner", "reason", "expiry", "expiresIn", "confirm"));

	private static final JsonMapper mapper = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	private final Switchboard switchboard;

	private final OpsProperties properties;

	private final InstantSource clock;

	SwitchRequests(Switchboard switchboard, OpsProperties properties, InstantSource clock) {
		this.switchboard = switchboard;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * The change that is asked for.
	 * @param by who asks, as far as the service knows
	 * @throws org.springframework.web.ErrorResponseException the 400 that names the field
	 */
	Change read(String name, byte[] body, String by) {
		ObjectNode json = object(body);
		for (String field : (Iterable<String>) json::fieldNames) {
			if (!FIELDS.contains(field)) {
				throw Problems.badRequest("body", "must not have fields other than " + String.join(", ", FIELDS));
			}
		}
		Change change = change(name, json, by);
		if (hurts(change) && !change.name().equals(json.path("confirm").textValue())) {
			throw Problems.badRequest("confirm", "must repeat the switch's name, because this reaches shoppers");
		}
		return change;
	}

	/** The change back to automatic. */
	Change release(String name, String owner, String reason, String by) {
		ObjectNode json = mapper.createObjectNode();
		return change(name, json.put("mode", Mode.AUTOMATIC.wireName()).put("owner", owner).put("reason", reason), by);
	}

	private Change change(String name, ObjectNode json, String by) {
		Instant now = this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
		if (json.hasNonNull("expiresIn")) {
			json.put("expiry", expiry(json, now).toString());
		}
		json.put("name", name).put("by", by).put("from", now.toString());
		json.put("previous", this.switchboard.mode(name).wireName());
		Change change = switch (ChangeJson.read(json)) {
			case Valid(Change valid) -> valid;
			case Refused(var violation) -> throw Problems.badRequest(violation);
		};
		if (change.expiry() != null && change.expiry().isAfter(now.plus(this.properties.maxHeld()))) {
			throw Problems.badRequest("expiry", "must be within " + this.properties.maxHeld());
		}
		return change;
	}

	private boolean hurts(Change change) {
		return switch (change.mode()) {
			case FORCED_OPEN -> true;
			case DRILL -> change.drill() != null && change.drill().percent() > this.properties.confirmAbove();
			case AUTOMATIC, FORCED_CLOSED -> false;
		};
	}

	private static Instant expiry(ObjectNode json, Instant now) {
		if (json.hasNonNull("expiry")) {
			throw Problems.badRequest("expiresIn", "must not stand beside expiry");
		}
		try {
			Duration held = DurationStyle.detectAndParse(json.path("expiresIn").asText());
			return now.plus(held);
		}
		catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException unreadable) {
			throw Problems.badRequest("expiresIn", "must be a duration like 30m or PT30M");
		}
	}

	private static ObjectNode object(byte[] body) {
		if (body.length > MAX_BYTES) {
			throw Problems.badRequest("body", "must be at most " + MAX_BYTES + " bytes");
		}
		try {
			JsonNode json = mapper.readTree(body);
			if (json instanceof ObjectNode object) {
				return object;
			}
		}
		catch (IOException unreadable) {
			// as below
		}
		throw Problems.badRequest("body", "must be a JSON object");
	}

}
