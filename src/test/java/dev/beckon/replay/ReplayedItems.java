package dev.beckon.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** The items a clickstream mentions, as {@code PUT /v1/items} wants them. */
final class ReplayedItems {

	/** The most items one request takes. */
	static final int MAX_ITEMS = 1_000;

	private static final ObjectMapper JSON = new ObjectMapper();

	@JsonInclude(JsonInclude.Include.NON_NULL)
	private record Item(String itemId, String title, List<String> category, @Nullable Double price, boolean available) {

		private static Item of(Row row) {
			String brand = (row.brand() != null) ? row.brand() + " " : "";
			return new Item(row.itemId(), brand + row.category().getLast() + " " + row.itemId(), row.category(),
					row.price(), true);
		}

	}

	private ReplayedItems() {
	}

	/**
	 * JSON arrays of at most {@link #MAX_ITEMS} items, each item as its last row has it.
	 */
	static List<byte[]> requests(Clickstream clickstream) {
		Map<String, Item> items = new LinkedHashMap<>();
		clickstream.rows().forEach((row) -> items.put(row.itemId(), Item.of(row)));
		List<byte[]> requests = new ArrayList<>();
		List<Item> batch = new ArrayList<>();
		for (Item item : items.values()) {
			batch.add(item);
			if (batch.size() == MAX_ITEMS) {
				requests.add(json(batch));
				batch.clear();
			}
		}
		if (!batch.isEmpty()) {
			requests.add(json(batch));
		}
		return requests;
	}

	private static byte[] json(Collection<Item> items) {
		try {
			return JSON.writeValueAsBytes(items);
		}
		catch (JsonProcessingException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

}
