package dev.beckon.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Small numbers for item ids, so that an answer takes four bytes for each of its items.
 * One thread.
 */
final class ItemNumbers {

	private final Map<String, Integer> numbers = new HashMap<>();

	private final List<String> ids = new ArrayList<>();

	int of(String itemId) {
		Integer known = this.numbers.get(itemId);
		if (known != null) {
			return known;
		}
		int next = this.ids.size();
		this.numbers.put(itemId, next);
		this.ids.add(itemId);
		return next;
	}

	/** The number of an item that has one, or -1. */
	int find(String itemId) {
		return this.numbers.getOrDefault(itemId, -1);
	}

	int[] of(List<String> itemIds) {
		return itemIds.stream().mapToInt(this::of).toArray();
	}

	String idOf(int number) {
		return this.ids.get(number);
	}

	int size() {
		return this.ids.size();
	}

}
