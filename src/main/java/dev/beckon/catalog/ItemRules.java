package dev.beckon.catalog;

import java.util.List;
import java.util.Map;

import dev.beckon.event.Ids;
import dev.beckon.event.Violation;
import org.jspecify.annotations.Nullable;

/** The bounds of an item's fields. */
final class ItemRules {

	static final int MAX_TITLE_BYTES = 512;

	static final int MAX_LEVELS = 8;

	static final int MAX_ATTRIBUTES = 64;

	static final int MAX_VALUE_BYTES = 1024;

	private ItemRules() {
	}

	/** The first rule that these fields break, or null. */
	static @Nullable Violation violation(String itemId, String title, List<String> category, @Nullable Double price,
			Map<String, String> attributes) {
		String ofId = Ids.violation(itemId);
		if (ofId != null) {
			return new Violation("itemId", ofId);
		}
		String ofTitle = title.isBlank() ? "must not be empty" : textViolation(title, MAX_TITLE_BYTES);
		if (ofTitle != null) {
			return new Violation("title", ofTitle);
		}
		if (price != null && !(price >= 0 && price < Double.POSITIVE_INFINITY)) {
			return new Violation("price", "must be 0 or more, and finite");
		}
		Violation ofCategory = categoryViolation(category);
		return (ofCategory != null) ? ofCategory : attributesViolation(attributes);
	}

	private static @Nullable Violation categoryViolation(List<String> category) {
		if (category.size() > MAX_LEVELS) {
			return new Violation("category", "must have at most " + MAX_LEVELS + " levels");
		}
		for (int i = 0; i < category.size(); i++) {
			String level = category.get(i);
			String wrong = (level.indexOf(CategoryPath.SEPARATOR) >= 0) ? "must not contain a slash"
					: Ids.violation(level);
			if (wrong != null) {
				return new Violation("category[" + i + "]", wrong);
			}
		}
		return null;
	}

	private static @Nullable Violation attributesViolation(Map<String, String> attributes) {
		if (attributes.size() > MAX_ATTRIBUTES) {
			return new Violation("attributes", "must be at most " + MAX_ATTRIBUTES);
		}
		for (Map.Entry<String, String> attribute : attributes.entrySet()) {
			String ofName = Ids.violation(attribute.getKey());
			if (ofName != null) {
				return new Violation("attributes", "must have names that each " + ofName);
			}
			String ofValue = textViolation(attribute.getValue(), MAX_VALUE_BYTES);
			if (ofValue != null) {
				return new Violation("attributes." + attribute.getKey(), ofValue);
			}
		}
		return null;
	}

	private static @Nullable String textViolation(String text, int maxBytes) {
		int bytes = 0;
		for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
			int codePoint = text.codePointAt(i);
			if (Character.isISOControl(codePoint)) {
				return "must not contain control characters";
			}
			if (Character.getType(codePoint) == Character.SURROGATE) {
				return "must be valid Unicode";
			}
			bytes += (codePoint < 0x80) ? 1 : (codePoint < 0x800) ? 2 : (codePoint < 0x10000) ? 3 : 4;
			if (bytes > maxBytes) {
				return "must be at most " + maxBytes + " bytes";
			}
		}
		return null;
	}

}
