package dev.beckon.demo;

import java.util.List;
import java.util.Map;

/** A product of the demo shop, as {@code PUT /v1/items} wants it. */
record DemoItem(String itemId, String title, List<String> category, double price, boolean available,
		Map<String, String> attributes) {
}
