package dev.beckon.event;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a visitor did to an item. Declaration order is the wire code of the compact
 * encodings: append, never reorder.
 */
public enum InteractionType {

	VIEW_ITEM("view_item"), ADD_TO_CART("add_to_cart"), REMOVE_FROM_CART("remove_from_cart"),
	ADD_TO_WISHLIST("add_to_wishlist"), PURCHASE("purchase");

	private static final InteractionType[] BY_CODE = values();

	private static final Map<String, InteractionType> BY_WIRE_NAME = new HashMap<>();
	static {
		for (InteractionType type : BY_CODE) {
			BY_WIRE_NAME.put(type.wireName, type);
		}
	}

	private final String wireName;

	InteractionType(String wireName) {
		this.wireName = wireName;
	}

	/** The GA4 event name, as in JSON. */
	public String wireName() {
		return this.wireName;
	}

	/** Whether the interaction changes the cart. */
	public boolean changesCart() {
		return this == ADD_TO_CART || this == REMOVE_FROM_CART;
	}

	/** The type of that GA4 name, or null. */
	public static @Nullable InteractionType ofWireName(String wireName) {
		return BY_WIRE_NAME.get(wireName);
	}

	/**
	 * The type a compact encoding names.
	 * @param code the ordinal, as the compact encodings store it
	 * @throws IllegalArgumentException when no type has this code
	 */
	public static InteractionType ofCode(int code) {
		if (code < 0 || code >= BY_CODE.length) {
			throw new IllegalArgumentException("no interaction type has code " + code);
		}
		return BY_CODE[code];
	}

}
