package dev.beckon.catalog;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import dev.beckon.event.Ids;
import dev.beckon.event.Violation;
import dev.beckon.http.Problems;
import org.jspecify.annotations.Nullable;

/**
 * The items of one request, in its order, each ready for the topic or refused.
 *
 * @param lines one for each item sent
 */
record ItemRequest(List<Line> lines) {

	static final int MAX_ITEMS = 1_000;

	/** An item as sent. */
	sealed interface Line {

		/** An item the topic may have, as it will be stored. */
		@SuppressWarnings("ArrayRecordComponent") // never compared
		record Storable(String itemId, byte[] json) implements Line {
		}

		/**
		 * An item that breaks a rule.
		 *
		 * @param itemId its id, where that can be read
		 * @param violation names the field within the request
		 */
		record Refused(@Nullable String itemId, Violation violation) implements Line {
		}

	}

	/**
	 * Reads one item or an array of 1 to {@link #MAX_ITEMS}.
	 * @throws org.springframework.web.ErrorResponseException when the body is neither
	 */
	static ItemRequest read(JsonNode body) {
		if (body.isObject()) {
			return new ItemRequest(List.of(line(body, "")));
		}
		if (!body.isArray()) {
			throw Problems.badRequest("items", "must be an item or an array of items");
		}
		if (body.isEmpty() || body.size() > MAX_ITEMS) {
			throw Problems.badRequest("items", "must be 1 to " + MAX_ITEMS);
		}
		List<Line> lines = new ArrayList<>(body.size());
		for (int i = 0; i < body.size(); i++) {
			lines.add(line(body.get(i), "items[" + i + "]"));
		}
		return new ItemRequest(lines);
	}

	private static Line line(JsonNode json, String place) {
		return switch (ItemJson.readStrictly(json)) {
			case ItemReading.Refused(var violation) -> refused(json, place, violation);
			case ItemReading.Valid(var item) -> {
				byte[] stored = ItemJson.write(item);
				yield (stored.length <= ItemJson.MAX_BYTES) ? new Line.Storable(item.itemId(), stored) : refused(json,
						place, new Violation("item", "must be at most " + ItemJson.MAX_BYTES + " bytes as JSON"));
			}
		};
	}

	private static Line refused(JsonNode json, String place, Violation violation) {
		String itemId = json.path("itemId").textValue();
		boolean readable = itemId != null && Ids.violation(itemId) == null;
		return new Line.Refused(readable ? itemId : null,
				new Violation(placed(place, violation.field()), violation.message()));
	}

	private static String placed(String place, String field) {
		if (place.isEmpty()) {
			return field;
		}
		return field.equals("item") ? place : place + "." + field;
	}

}
