package dev.beckon.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.beckon.event.Violation;
import org.jspecify.annotations.Nullable;

/**
 * An item as JSON, over HTTP and on the topic alike. {@code itemId} and {@code title} are
 * required; {@code available} defaults to true; null means absent. An attribute's value
 * may be text, a number or a boolean, and is kept as text.
 */
final class ItemJson {

	/** The longest item as it is stored, in bytes. */
	static final int MAX_BYTES = 16 * 1024;

	private static final Set<String> FIELDS = Set.of("itemId", "title", "category", "price", "available", "attributes");

	private static final JsonMapper mapper = JsonMapper.builder()
		.defaultPropertyInclusion(
				JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private ItemJson() {
	}

	static byte[] write(Item item) {
		try {
			return mapper.writeValueAsBytes(item);
		}
		catch (JsonProcessingException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	/** Reads a stored item; fields this release does not know are ignored. */
	static ItemReading read(byte[] stored) {
		try {
			return read(mapper.readTree(stored));
		}
		catch (JsonProcessingException unreadable) {
			return new ItemReading.Refused(new Violation("item", "must be JSON"));
		}
		catch (IOException impossible) {
			throw new UncheckedIOException(impossible);
		}
	}

	/**
	 * Reads an item a shop has sent; a field that does not exist is refused, so that a
	 * mistyped {@code available} cannot go unnoticed.
	 */
	static ItemReading readStrictly(JsonNode json) {
		for (String name : (Iterable<String>) json::fieldNames) {
			if (!FIELDS.contains(name)) {
				return new ItemReading.Refused(new Violation("item",
						"must not have fields other than " + String.join(", ", FIELDS.stream().sorted().toList())));
			}
		}
		return read(json);
	}

	private static ItemReading read(JsonNode json) {
		Violation shape = shapeViolation(json);
		if (shape != null) {
			return new ItemReading.Refused(shape);
		}
		String itemId = json.path("itemId").textValue();
		String title = json.path("title").textValue();
		List<String> category = new ArrayList<>();
		json.path("category").forEach((level) -> category.add(level.textValue()));
		Double price = json.path("price").isNumber() ? json.path("price").doubleValue() : null;
		Map<String, String> attributes = new HashMap<>();
		json.path("attributes").properties().forEach((a) -> attributes.put(a.getKey(), a.getValue().asText()));
		Violation violation = ItemRules.violation(itemId, title, category, price, attributes);
		if (violation != null) {
			return new ItemReading.Refused(violation);
		}
		boolean available = json.path("available").asBoolean(true);
		return new ItemReading.Valid(new Item(itemId, title, category, price, available, attributes));
	}

	private static @Nullable Violation shapeViolation(JsonNode json) {
		if (!json.isObject()) {
			return new Violation("item", "must be an object");
		}
		for (String required : List.of("itemId", "title")) {
			if (!json.path(required).isTextual()) {
				return new Violation(required, json.hasNonNull(required) ? "must be text" : "is required");
			}
		}
		if (isGiven(json, "price") && !json.path("price").isNumber()) {
			return new Violation("price", "must be a number");
		}
		if (isGiven(json, "available") && !json.path("available").isBoolean()) {
			return new Violation("available", "must be true or false");
		}
		if (isGiven(json, "category") && !isListOfText(json.path("category"))) {
			return new Violation("category", "must be a list of texts, most general first");
		}
		if (isGiven(json, "attributes") && !isMapOfScalars(json.path("attributes"))) {
			return new Violation("attributes", "must be an object of texts");
		}
		return null;
	}

	private static boolean isGiven(JsonNode json, String field) {
		return json.hasNonNull(field);
	}

	private static boolean isListOfText(JsonNode json) {
		return json.isArray() && json.valueStream().allMatch(JsonNode::isTextual);
	}

	private static boolean isMapOfScalars(JsonNode json) {
		return json.isObject() && json.valueStream().allMatch((value) -> value.isValueNode() && !value.isNull());
	}

}
