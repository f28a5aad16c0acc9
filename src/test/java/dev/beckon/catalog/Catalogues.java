package dev.beckon.catalog;

import java.util.List;
import java.util.Map;

/** Catalogues for the tests of other rooms. */
public final class Catalogues {

	private Catalogues() {
	}

	/** A catalogue of those items. */
	public static Catalogue of(Item... items) {
		Catalogue catalogue = new Catalogue();
		put(catalogue, items);
		return catalogue;
	}

	/** Puts items into the catalogue, as the topic would; for one thread at a time. */
	public static void put(Catalogue catalogue, Item... items) {
		for (Item item : items) {
			catalogue.put(item);
		}
	}

	/** An available item. */
	public static Item item(String itemId, String... category) {
		return new Item(itemId, "Item " + itemId, List.of(category), 9.9, true, Map.of());
	}

	/** The same item, not to be shown. */
	public static Item unavailable(Item item) {
		return new Item(item.itemId(), item.title(), item.category(), item.price(), false, item.attributes());
	}

}
