package dev.beckon.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@code POST /v1/events} and of {@code beckon.interactions}, read and
 * written token by token: this is the hottest parser of the service, and a bad event must
 * not cost its neighbours in an array.
 *
 * <p>
 * Thread safety: safe.
 */
public final class EventJson {

	/**
	 * The type of the record that has a visitor forgotten; only the service itself
	 * appends it.
	 */
	static final String FORGET_TYPE = "forget_visitor";

	private static final JsonFactory JSON = JsonFactory.builder()
		.enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
		.recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
		.build();

	private EventJson() {
	}

	/**
	 * What an event that leaves them out gets.
	 *
	 * @param eventId a fresh id
	 * @param timeMillis the event time
	 */
	public record Defaults(Supplier<String> eventId, long timeMillis) {
	}

	/** Begins to read JSON, of one event or of an array of them. */
	public static JsonParser parser(byte[] json) throws IOException {
		return JSON.createParser(json);
	}

	/** Reads the value of one record of {@code beckon.interactions}. */
	public static Parsed readRecord(byte[] json, Defaults defaults) {
		Interaction plain = PlainEvent.read(json, defaults);
		return (plain != null) ? new Parsed.Valid(plain) : readAnyRecord(json, defaults);
	}

	/** Reads a record of whatever form. */
	static Parsed readAnyRecord(byte[] json, Defaults defaults) {
		try (JsonParser parser = parser(json)) {
			parser.nextToken();
			Parsed parsed = new EventDraft(true).read(parser, defaults);
			return (parser.nextToken() == null) ? parsed : malformed("has something behind its end");
		}
		catch (IOException unreadable) {
			return malformed("is not readable JSON");
		}
	}

	/**
	 * Reads one event a shopper sent. The parser stands on the event's first token, and
	 * on its last one afterwards, whether the event is well-formed or not.
	 * @throws IOException when the JSON itself is broken
	 */
	public static Parsed readInteraction(JsonParser parser, Defaults defaults) throws IOException {
		return new EventDraft(false).read(parser, defaults);
	}

	/** The record value that {@link #readRecord} reads back. */
	public static byte[] write(VisitorEvent event) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
		try (JsonGenerator json = JSON.createGenerator(bytes)) {
			json.writeStartObject();
			switch (event) {
				case Interaction interaction -> write(interaction, json);
				case Forget forget -> {
					json.writeStringField("type", FORGET_TYPE);
					json.writeStringField("visitorId", forget.visitorId());
				}
			}
			json.writeEndObject();
		}
		catch (IOException impossible) {
			throw new UncheckedIOException(impossible);
		}
		return bytes.toByteArray();
	}

	private static void write(Interaction interaction, JsonGenerator json) throws IOException {
		json.writeStringField("eventId", interaction.eventId());
		json.writeStringField("type", interaction.type().wireName());
		json.writeStringField("visitorId", interaction.visitorId());
		json.writeStringField("itemId", interaction.itemId());
		json.writeStringField("timestamp", Instant.ofEpochMilli(interaction.timeMillis()).toString());
		json.writeNumberField("quantity", interaction.quantity());
		if (interaction.price() != null) {
			json.writeNumberField("price", interaction.price());
		}
		writeIfPresent(json, "placement", interaction.placement());
		writeIfPresent(json, "recommendationId", interaction.recommendationId());
		writeIfPresent(json, "userId", interaction.userId());
	}

	private static void writeIfPresent(JsonGenerator json, String field, @Nullable String value) throws IOException {
		if (value != null) {
			json.writeStringField(field, value);
		}
	}

	private static Parsed malformed(String message) {
		return new Parsed.Malformed(new Violation("event", message));
	}

	/** Whether the parser stands on the beginning of an event. */
	static boolean atObject(JsonParser parser) {
		return parser.currentToken() == JsonToken.START_OBJECT;
	}

}
