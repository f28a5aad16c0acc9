package dev.beckon.event;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Reads ISO 8601 instants. The usual form, {@code 2026-11-22T10:00:00[.123]Z}, is read by
 * position: the general parser costs more than all the rest of an event.
 */
final class IsoTime {

	private static final int WITHOUT_FRACTION = "2026-11-22T10:00:00Z".length();

	private static final int WITH_MILLIS = "2026-11-22T10:00:00.123Z".length();

	private IsoTime() {
	}

	/**
	 * Milliseconds since the epoch.
	 * @throws java.time.DateTimeException when {@code text} is no instant
	 * @throws ArithmeticException when the instant does not fit
	 */
	static long parseMillis(String text) {
		int length = text.length();
		if ((length == WITHOUT_FRACTION || length == WITH_MILLIS) && isUsualForm(text)) {
			return usualForm(text);
		}
		return OffsetDateTime.parse(text).toInstant().toEpochMilli();
	}

	private static boolean isUsualForm(String text) {
		String form = (text.length() == WITHOUT_FRACTION) ? "dddd-dd-ddTdd:dd:ddZ" : "dddd-dd-ddTdd:dd:dd.dddZ";
		for (int i = 0; i < form.length(); i++) {
			char c = text.charAt(i);
			boolean fits = (form.charAt(i) == 'd') ? c >= '0' && c <= '9' : c == form.charAt(i);
			if (!fits) {
				return false;
			}
		}
		return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
	}

	private static long usualForm(String text) {
		long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
		long seconds = ((day * 24 + number(text, 11, 13)) * 60 + number(text, 14, 16)) * 60 + number(text, 17, 19);
		return seconds * 1_000 + ((text.length() == WITH_MILLIS) ? number(text, 20, 23) : 0);
	}

	private static int number(String text, int from, int to) {
		int number = 0;
		for (int i = from; i < to; i++) {
			number = number * 10 + text.charAt(i) - '0';
		}
		return number;
	}

}
