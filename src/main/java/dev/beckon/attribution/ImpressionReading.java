package dev.beckon.attribution;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.beckon.attribution.ShownAnswer.Labels;
import dev.beckon.event.Hashing;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of {@code beckon.impressions}; fields it does not know are ignored.
 */
final class ImpressionReading {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private ImpressionReading() {
	}

	/** The answer that was shown, or null when the record does not tell of one. */
	static @Nullable ShownAnswer read(byte[] json) {
		try {
			return read(mapper.readTree(json));
		}
		catch (IOException | DateTimeException unreadable) {
			return null;
		}
	}

	private static @Nullable ShownAnswer read(JsonNode json) {
		String id = json.path("recommendationId").textValue();
		String placement = json.path("placement").textValue();
		String source = json.path("source").textValue();
		String time = json.path("timestamp").textValue();
		if (id == null || placement == null || source == null || time == null) {
			return null;
		}
		List<String> items = new ArrayList<>();
		json.path("items").forEach((item) -> items.add(item.path("itemId").asText()));
		Labels labels = new Labels(placement, source, json.path("fallbackReason").textValue(),
				topLevel(json.path("category").textValue()), json.path("padded").asInt() > 0);
		return new ShownAnswer(Hashing.hash64(id), Instant.parse(time).toEpochMilli(), labels, items);
	}

	private static @Nullable String topLevel(@Nullable String category) {
		return (category == null || category.isEmpty()) ? null : category.split("/", 2)[0];
	}

}
