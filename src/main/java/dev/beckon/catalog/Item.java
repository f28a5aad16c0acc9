package dev.beckon.catalog;

import java.util.List;
import java.util.Map;

import dev.beckon.event.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A product of the catalogue.
 *
 * @param itemId its id
 * @param title its name for people, 1 to 512 bytes
 * @param category where it belongs, most general level first, at most 8 levels of at most
 * 128 bytes without a slash; empty when it belongs nowhere
 * @param price in the shop's currency, 0 or more, or null when unknown
 * @param available whether it may be shown
 * @param attributes what else is known, at most 64 names of at most 128 bytes with values
 * of at most 1024 bytes
 */
public record Item(String itemId, String title, List<String> category, @Nullable Double price, boolean available,
		Map<String, String> attributes) {

	public Item {
		Violation violation = ItemRules.violation(itemId, title, category, price, attributes);
		if (violation != null) {
			throw new IllegalArgumentException(violation.field() + " " + violation.message());
		}
		category = List.copyOf(category);
		attributes = Map.copyOf(attributes);
	}

	/**
	 * The names by which a request may mean {@code category} or a more general level of
	 * it: {@code [shoes, running]} gives {@code shoes} and {@code shoes/running}.
	 */
	public static List<String> pathsOf(List<String> category) {
		String[] paths = new String[category.size()];
		for (int i = 0; i < paths.length; i++) {
			paths[i] = (i == 0) ? category.getFirst() : paths[i - 1] + CategoryPath.SEPARATOR + category.get(i);
		}
		return List.of(paths);
	}

}
