package dev.beckon.console;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.beckon.catalog.Catalogue;
import dev.beckon.catalog.Item;

/**
 * What items are called.
 *
 * @param catalogue where it says so
 */
record Titles(Catalogue catalogue) {

	/** By id, of those that have a title. */
	Map<String, String> of(Stream<String> itemIds) {
		Map<String, String> titles = new TreeMap<>();
		itemIds.forEach((itemId) -> {
			Item item = this.catalogue.find(itemId);
			if (item != null) {
				titles.put(itemId, item.title());
			}
		});
		return titles;
	}

}
