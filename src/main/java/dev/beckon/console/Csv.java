package dev.beckon.console;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Lines of CSV that a spreadsheet may open: a text that it would take for a formula gets
 * an apostrophe in front, because ids come from outside.
 */
final class Csv {

	private Csv() {
	}

	/** A line of names and one for each list of cells; null is an empty cell. */
	static String table(String names, Stream<List<@Nullable Object>> lines) {
		return lines.map(Csv::line).collect(Collectors.joining("", names + "\r\n", ""));
	}

	private static String line(List<@Nullable Object> cells) {
		return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
	}

	private static String cell(@Nullable Object value) {
		if (!(value instanceof String text)) {
			return (value == null) ? "" : value.toString();
		}
		boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
		return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
	}

}
