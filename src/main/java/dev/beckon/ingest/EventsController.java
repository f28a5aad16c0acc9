package dev.beckon.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.beckon.access.OwnKey;
import dev.beckon.access.VisitorRates;
import dev.beckon.event.EventJson;
import dev.beckon.event.Interaction;
import dev.beckon.event.Parsed;
import dev.beckon.event.Violation;
import dev.beckon.event.VisitorEvent;
import dev.beckon.http.Problems;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/events}: answers once Kafka has acknowledged every good event. */
@RestController
class EventsController {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	/** So long until a visitor who did too much may go on. */
	private static final Duration RATE_RETRY_AFTER = Duration.ofSeconds(10);

	private static final Violation TOO_MUCH = new Violation("visitorId", VisitorRates.DETAIL);

	private final EventAppends appends;

	private final IngestProperties properties;

	private final IngestMetrics metrics;

	private final VisitorRates rates;

	private final OwnKey own;

	private final InstantSource clock = InstantSource.system();

	EventsController(EventAppends appends, IngestProperties properties, IngestMetrics metrics, VisitorRates rates,
			OwnKey own) {
		this.appends = appends;
		this.properties = properties;
		this.metrics = metrics;
		this.rates = rates;
		this.own = own;
	}

	/**
	 * The answer.
	 *
	 * @param results one per event, in the order they were sent
	 */
	record Acceptance(List<EventResult> results) {
	}

	/**
	 * What became of one event.
	 *
	 * @param eventId the id it may be sent again under; null for one that was rejected
	 * @param status {@code accepted}, {@code rejected}, or {@code withheld} when the
	 * visitor has not consented and nothing is kept
	 * @param field the field at fault, of a rejected event
	 * @param detail what is wrong with it
	 */
	record EventResult(@Nullable String eventId, String status, @Nullable String field, @Nullable String detail) {

		static EventResult of(Parsed parsed) {
			return switch (parsed) {
				case Parsed.Valid(Interaction interaction) ->
					new EventResult(interaction.eventId(), "accepted", null, null);
				case Parsed.Valid(VisitorEvent other) ->
					throw new IllegalStateException("not sent by shoppers: " + other);
				case Parsed.Withheld(String eventId) -> new EventResult(eventId, "withheld", null, null);
				case Parsed.Malformed(Violation violation) ->
					new EventResult(null, "rejected", violation.field(), violation.message());
			};
		}

	}

	@PostMapping(path = "/v1/events", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	Acceptance post(@RequestBody byte[] body) {
		List<Parsed> events = read(body);
		List<Interaction> good = events.stream().mapMulti((Parsed event, Consumer<Interaction> each) -> {
			if (event instanceof Parsed.Valid(Interaction interaction)) {
				each.accept(interaction);
			}
		}).toList();
		append(good);
		Acceptance acceptance = new Acceptance(events.stream().map(EventResult::of).toList());
		int withheld = (int) events.stream().filter(Parsed.Withheld.class::isInstance).count();
		if (!this.own.isAsking()) {
			this.metrics.accepted(good.size());
			this.metrics.withheld(withheld);
			this.metrics.rejected(events.size() - good.size() - withheld);
		}
		if (good.isEmpty() && withheld == 0) {
			throw noneAccepted(acceptance);
		}
		return acceptance;
	}

	private List<Parsed> read(byte[] body) {
		try (JsonParser parser = EventJson.parser(body)) {
			List<Parsed> events = new ArrayList<>();
			if (parser.nextToken() != JsonToken.START_ARRAY) {
				events.add(readEvent(parser));
			}
			else {
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					requireRoom(events.size());
					events.add(readEvent(parser));
				}
			}
			if (parser.nextToken() != null || events.isEmpty()) {
				throw Problems.badRequest("body",
						"must be one event or an array of 1 to " + this.properties.maxEvents() + " events");
			}
			return events;
		}
		catch (JacksonException broken) {
			throw Problems.badRequest("body", "must be readable JSON");
		}
		catch (IOException impossible) {
			throw new UncheckedIOException(impossible);
		}
	}

	private void requireRoom(int events) {
		if (events >= this.properties.maxEvents()) {
			throw Problems.badRequest("body", "must have at most " + this.properties.maxEvents() + " events");
		}
	}

	private Parsed readEvent(JsonParser parser) throws IOException {
		long now = this.clock.millis();
		Parsed parsed = EventJson.readInteraction(parser,
				new EventJson.Defaults(() -> UUID.randomUUID().toString(), now));
		return (parsed instanceof Parsed.Valid(Interaction interaction)) ? admitted(interaction, parsed, now) : parsed;
	}

	private Parsed admitted(Interaction interaction, Parsed parsed, long now) {
		if (interaction.timeMillis() > now + this.properties.maxFuture().toMillis()) {
			return new Parsed.Malformed(new Violation("timestamp",
					"must not be more than " + this.properties.maxFuture() + " in the future"));
		}
		if (interaction.timeMillis() < now - this.properties.maxAge().toMillis()) {
			return new Parsed.Malformed(
					new Violation("timestamp", "must not be older than " + this.properties.maxAge()));
		}
		boolean isAllowed = this.own.isAsking() || this.rates.allow(interaction.visitorId());
		return isAllowed ? parsed : new Parsed.Malformed(TOO_MUCH);
	}

	private void append(List<Interaction> interactions) {
		if (!interactions.isEmpty() && !this.appends.append(interactions)) {
			this.metrics.unavailable(interactions.size());
			throw Problems.unavailable("Kafka did not acknowledge the events; send them again under the same eventId.",
					RETRY_AFTER);
		}
	}

	private static ErrorResponseException noneAccepted(Acceptance acceptance) {
		EventResult first = acceptance.results().getFirst();
		Violation violation = new Violation(String.valueOf(first.field()), String.valueOf(first.detail()));
		ErrorResponseException none = violation.equals(TOO_MUCH)
				? Problems.tooMany(violation.field(), violation.message(), RATE_RETRY_AFTER)
				: Problems.badRequest(violation);
		none.getBody().setProperty("results", acceptance.results());
		return none;
	}

}
