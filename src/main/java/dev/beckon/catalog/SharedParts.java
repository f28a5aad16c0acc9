package dev.beckon.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Interner;

/**
 * What many items have in common, held once: categories, and attribute values such as a
 * brand or a colour. Values are remembered in a table of fixed size in which a newer one
 * takes the place of an older, so that values each item has for itself cost nothing.
 * Attribute names need no care: the JSON parser shares them already.
 *
 * <p>
 * Thread safety: one thread at a time.
 */
final class SharedParts {

	private static final int VALUES = 1 << 14;

	private final Interner<List<String>> categories = Interner.newWeakInterner();

	private final String[] values = new String[VALUES];

	/** An equal item made of shared parts. */
	Item share(Item item) {
		Map<String, String> attributes = HashMap.newHashMap(item.attributes().size());
		item.attributes().forEach((name, value) -> attributes.put(name, share(value)));
		return new Item(item.itemId(), item.title(), this.categories.intern(item.category()), item.price(),
				item.available(), attributes);
	}

	private String share(String value) {
		int slot = (value.hashCode() ^ (value.hashCode() >>> 16)) & (VALUES - 1);
		if (!value.equals(this.values[slot])) {
			this.values[slot] = value;
		}
		return this.values[slot];
	}

}
