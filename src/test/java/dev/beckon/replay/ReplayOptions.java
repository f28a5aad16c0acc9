package dev.beckon.replay;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What to replay, where and how.
 *
 * @param file a clickstream file
 * @param url the service
 * @param key one of an admin, which sends items too
 * @param speed how many seconds of the file pass in one second
 * @param eventTimes how event times follow from the file's times
 * @param sendCatalogue whether to send the file's items to the catalogue first
 * @param answerDelay how long after a click is sent an answer is asked for, as the next
 * page would
 * @param freshnessEvery of how many clicks one is timed until an answer reflects it; 0
 * for none
 * @param warmUp how many clicks to send and have answered first, of visitors who are not
 * in the file: they are not counted, and have both ends compiled before the clock runs
 * @param limit how many rows to replay at most
 * @param label begins every event id: a second replay of a file needs another label, or
 * its events are duplicates
 * @param deadline what an answer may take
 * @param report where the JSON line is written too, or null: what runs the replay may
 * print more behind it
 */
record ReplayOptions(Path file, URI url, String key, double speed, Schedule.EventTimes eventTimes,
		boolean sendCatalogue, Duration answerDelay, int freshnessEvery, int warmUp, int limit, String label,
		Duration deadline, @Nullable Path report) {

	/** Reads {@code name=value} arguments; what is missing or empty gets its default. */
	static ReplayOptions of(String... arguments) {
		Map<String, String> given = new HashMap<>();
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			if (equals < 0) {
				throw new IllegalArgumentException("not of the form name=value: " + argument);
			}
			if (equals < argument.length() - 1) {
				given.put(argument.substring(0, equals), argument.substring(equals + 1));
			}
		}
		ReplayOptions options = new ReplayOptions(Path.of(take(given, "file", "")),
				URI.create(take(given, "url", "http://localhost:8080")), take(given, "key", "local-admin"),
				Double.parseDouble(take(given, "speed", "1")),
				Schedule.EventTimes.valueOf(take(given, "times", "NOW").toUpperCase(Locale.ROOT)),
				Boolean.parseBoolean(take(given, "catalogue", "true")),
				Duration.ofMillis(Long.parseLong(take(given, "answerDelayMs", "100"))),
				Integer.parseInt(take(given, "freshnessEvery", "20")), Integer.parseInt(take(given, "warmUp", "2000")),
				Integer.parseInt(take(given, "limit", Integer.toString(Integer.MAX_VALUE))),
				take(given, "label", "replay"), Duration.ofMillis(Long.parseLong(take(given, "deadlineMs", "50"))),
				report(take(given, "report", "")));
		if (!given.isEmpty()) {
			throw new IllegalArgumentException("unknown: " + given.keySet());
		}
		return options;
	}

	private static @Nullable Path report(String file) {
		return file.isEmpty() ? null : Path.of(file);
	}

	private static String take(Map<String, String> given, String name, String otherwise) {
		String value = given.remove(name);
		return (value != null) ? value : otherwise;
	}

}
