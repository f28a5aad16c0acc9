package dev.beckon.catalog;

import dev.beckon.event.Violation;

/** What came of reading an item's JSON. */
sealed interface ItemReading {

	record Valid(Item item) implements ItemReading {
	}

	/**
	 * Not an item.
	 *
	 * @param violation names the field within the item
	 */
	record Refused(Violation violation) implements ItemReading {
	}

}
