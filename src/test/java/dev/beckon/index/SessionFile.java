package dev.beckon.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import dev.beckon.event.Hashing;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.session.Session;

/**
 * Reads sessions from a gzipped file of tab-separated columns, of which there are two
 * forms: {@code session_id pos item_id}, in time order but without times, and
 * {@code SessionId ItemId Time}, with seconds since the epoch.
 *
 * <p>
 * Touches get times one second apart, the last one at the session's end, so that where
 * one session ends is the file's say and not the idle timeout's.
 */
public final class SessionFile {

	private SessionFile() {
	}

	/** The sessions of a file, by the time of their last touch. */
	public static List<Session> read(Path file) throws IOException {
		Map<String, List<Row>> rows = new LinkedHashMap<>();
		boolean timed;
		try (InputStream in = Files.newInputStream(file);
				BufferedReader lines = new BufferedReader(
						new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
			timed = "SessionId\tItemId\tTime".equals(lines.readLine());
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String[] columns = line.split("\t", -1);
				Row row = timed ? new Row(columns[1], Double.parseDouble(columns[2]))
						: new Row(columns[2], Double.parseDouble(columns[1]));
				rows.computeIfAbsent(columns[0], (id) -> new ArrayList<>()).add(row);
			}
		}
		List<Session> sessions = new ArrayList<>(rows.size());
		rows.forEach((id, visit) -> sessions.add(session(id, visit, timed, sessions.size())));
		sessions.sort(Comparator.comparingLong(Session::endMillis));
		return sessions;
	}

	private static Session session(String id, List<Row> rows, boolean timed, int position) {
		rows.sort(Comparator.comparingDouble(Row::order));
		long end = timed ? (long) (rows.getLast().order() * 1000) : (position + 1) * 3_600_000L;
		long start = end - 1000L * (rows.size() - 1);
		List<Touch> touches = new ArrayList<>(rows.size());
		for (int i = 0; i < rows.size(); i++) {
			touches.add(new Touch(rows.get(i).item(), InteractionType.VIEW_ITEM, start + 1000L * i, 1,
					Hashing.hash64(id + '/' + end + '/' + i)));
		}
		return new Session(id, start, touches);
	}

	/** A line: the item, and what orders the lines of a session. */
	private record Row(String item, double order) {
	}

}
