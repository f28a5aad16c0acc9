package dev.beckon.event;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** What a visitor did to an item. */
public enum InteractionType {

	VIEW_ITEM(0, "view_item"), ADD_TO_CART(1, "add_to_cart"), REMOVE_FROM_CART(2, "remove_from_cart"),
	ADD_TO_WISHLIST(3, "add_to_wishlist"), PURCHASE(4, "purchase");

	private static final InteractionType[] BY_CODE = Arrays.stream(values())
		.sorted(Comparator.comparingInt(InteractionType::code))
		.toArray(InteractionType[]::new);

	private static final Map<String, InteractionType> BY_WIRE_NAME = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap(InteractionType::wireName, Function.identity()));

	private final int code;

	private final String wireName;

	InteractionType(int code, String wireName) {
		this.code = code;
		this.wireName = wireName;
	}

	/**
	 * The number that stands for the type in the compact encodings; never given to
	 * another type.
	 */
	public int code() {
		return this.code;
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
	 * @throws IllegalArgumentException when no type has this code
	 */
	public static InteractionType ofCode(int code) {
		if (code < 0 || code >= BY_CODE.length) {
			throw new IllegalArgumentException("no interaction type has code " + code);
		}
		return BY_CODE[code];
	}

}
