package dev.beckon.catalog;

import java.util.List;

/** How a category is written in a request: its levels with a slash between them. */
final class CategoryPath {

	static final char SEPARATOR = '/';

	private CategoryPath() {
	}

	/** The levels of {@code path}; none when it is empty. */
	static List<String> levels(String path) {
		return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
	}

}
