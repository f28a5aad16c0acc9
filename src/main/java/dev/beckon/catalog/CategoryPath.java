package dev.beckon.catalog;

import java.util.Comparator;
import java.util.List;

/** How a category is written in a request: its levels with a slash between them. */
final class CategoryPath {

	static final char SEPARATOR = '/';

	/** Level by level: a category stands right before all those below it. */
	static final Comparator<List<String>> ORDER = CategoryPath::compare;

	private CategoryPath() {
	}

	/** The levels of {@code path}; none when it is empty. */
	static List<String> levels(String path) {
		return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
	}

	/** Whether {@code category} is the one of {@code levels} or below it. */
	static boolean isWithin(List<String> category, List<String> levels) {
		return levels.size() <= category.size() && levels.equals(category.subList(0, levels.size()));
	}

	private static int compare(List<String> category, List<String> other) {
		int shared = Math.min(category.size(), other.size());
		for (int level = 0; level < shared; level++) {
			int byLevel = category.get(level).compareTo(other.get(level));
			if (byLevel != 0) {
				return byLevel;
			}
		}
		return Integer.compare(category.size(), other.size());
	}

}
