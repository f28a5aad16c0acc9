package dev.beckon.attribution;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.beckon.attribution.ShownAnswer.Labels;
import dev.beckon.event.Hashing;
import org.jspecify.annotations.Nullable;

/**
 * Reads one record of {@code beckon.impressions}, token by token, for there is one for
 * every answer; fields it does not know are ignored. For one record and one thread.
 */
final class ImpressionReading {

	private static final JsonFactory JSON = new JsonFactory();

	private @Nullable Long id;

	private @Nullable String placement;

	private @Nullable String source;

	private @Nullable String reason;

	private @Nullable String category;

	private @Nullable String time;

	private boolean padded;

	private final List<String> items = new ArrayList<>();

	private ImpressionReading() {
	}

	/**
	 * The answer that was shown, or null when the record does not tell of one that is
	 * wanted.
	 * @param wanted by the hash of the {@code recommendationId}, which comes first: the
	 * rest of an answer that is not counted is not read
	 */
	static @Nullable ShownAnswer read(byte[] json, LongPredicate wanted) {
		try (JsonParser parser = JSON.createParser(json)) {
			ImpressionReading reading = new ImpressionReading();
			return (parser.nextToken() == JsonToken.START_OBJECT) ? reading.read(parser, wanted) : null;
		}
		catch (IOException | DateTimeException unreadable) {
			return null;
		}
	}

	private @Nullable ShownAnswer read(JsonParser parser, LongPredicate wanted) throws IOException {
		while (parser.nextToken() == JsonToken.FIELD_NAME) {
			String field = parser.currentName();
			JsonToken value = parser.nextToken();
			if (field.equals("items") && value == JsonToken.START_ARRAY) {
				readItems(parser);
			}
			else {
				note(field, parser);
				parser.skipChildren();
			}
			if (this.id != null && !wanted.test(this.id)) {
				return null;
			}
		}
		return answer();
	}

	private void note(String field, JsonParser parser) throws IOException {
		switch (field) {
			case "recommendationId" -> this.id = Hashing.hash64(parser.getValueAsString(""));
			case "placement" -> this.placement = parser.getValueAsString();
			case "timestamp" -> this.time = parser.getValueAsString();
			case "source" -> this.source = parser.getValueAsString();
			case "fallbackReason" -> this.reason = parser.getValueAsString();
			case "category" -> this.category = parser.getValueAsString();
			case "padded" -> this.padded = parser.getValueAsInt() > 0;
			default -> {
			}
		}
	}

	private void readItems(JsonParser parser) throws IOException {
		while (parser.nextToken() == JsonToken.START_OBJECT) {
			while (parser.nextToken() == JsonToken.FIELD_NAME) {
				boolean isId = parser.currentName().equals("itemId");
				if (parser.nextToken() == JsonToken.VALUE_STRING && isId) {
					this.items.add(parser.getText());
				}
				parser.skipChildren();
			}
		}
	}

	private @Nullable ShownAnswer answer() {
		if (this.id == null || this.placement == null || this.source == null || this.time == null) {
			return null;
		}
		Labels labels = new Labels(this.placement, this.source, this.reason, topLevel(this.category), this.padded);
		return new ShownAnswer(this.id, Instant.parse(this.time).toEpochMilli(), labels, this.items);
	}

	private static @Nullable String topLevel(@Nullable String category) {
		return (category == null || category.isEmpty()) ? null : category.split("/", 2)[0];
	}

}
