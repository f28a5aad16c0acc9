package dev.beckon.replay;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * What the replay reads of {@code GET /v1/recommendations}.
 *
 * @param source where the answer came from
 * @param reason why it is a fallback, or {@code none}
 * @param padded how many items fill up a short list
 * @param profileAgeMs the age of what the service knew of the visitor: from the event
 * time of their newest interaction until the answer; -1 where it knew nothing
 * @param tookMs what the service says it took
 * @param items how many items it has
 */
record Answer(String source, String reason, int padded, double profileAgeMs, double tookMs, int items) {

	private static final JsonFactory JSON = new JsonFactory();

	/** Whether the answer was made from what the visitor did. */
	boolean isPersonalised() {
		return this.source.equals("profile") || this.source.equals("session_view");
	}

	/**
	 * Whether the answer knew an interaction.
	 * @param eventTimeMillis the event time of the interaction
	 * @param receivedMillis when the answer arrived, by the clock event times are of
	 */
	boolean reflects(long eventTimeMillis, long receivedMillis) {
		return isPersonalised() && this.profileAgeMs >= 0 && receivedMillis - this.profileAgeMs >= eventTimeMillis;
	}

	static Answer read(byte[] json) {
		try (JsonParser parser = JSON.createParser(json)) {
			return read(parser);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Answer read(JsonParser parser) throws IOException {
		String source = "";
		String reason = "none";
		int padded = 0;
		double profileAgeMs = -1;
		double tookMs = 0;
		int items = 0;
		parser.nextToken();
		while (parser.nextToken() == JsonToken.FIELD_NAME) {
			String field = parser.currentName();
			boolean isNull = parser.nextToken() == JsonToken.VALUE_NULL;
			switch (field) {
				case "source" -> source = parser.getText();
				case "fallbackReason" -> reason = isNull ? reason : parser.getText();
				case "padded" -> padded = parser.getIntValue();
				case "profileAgeMs" -> profileAgeMs = isNull ? profileAgeMs : parser.getDoubleValue();
				case "tookMs" -> tookMs = parser.getDoubleValue();
				case "items" -> items = countObjects(parser);
				default -> parser.skipChildren();
			}
		}
		return new Answer(source, reason, padded, profileAgeMs, tookMs, items);
	}

	private static int countObjects(JsonParser parser) throws IOException {
		int count = 0;
		while (parser.nextToken() == JsonToken.START_OBJECT) {
			parser.skipChildren();
			count++;
		}
		return count;
	}

}
