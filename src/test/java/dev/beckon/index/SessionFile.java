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

import org.jspecify.annotations.Nullable;

import dev.beckon.event.Hashing;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.session.Session;

/**
 * Reads sessions from a gzipped file of tab-separated columns, which a header line names.
 * There are two forms: {@code session_id pos item_id}, in time order but without times,
 * and {@code SessionId ItemId Time}, with seconds since the epoch.
 *
 * <p>
 * Touches get times one second apart, the last one at the session's end, so that where
 * one session ends is the file's say and not the idle timeout's.
 */
public final class SessionFile {

	private static final long HOUR_MILLIS = 3_600_000;

	/** What is larger is no time in seconds, but one in milliseconds. */
	private static final double LARGEST_SECONDS = 1e11;

	private SessionFile() {
	}

	/** The sessions of a file, by the time of their last touch. */
	public static List<Session> read(Path file) throws IOException {
		Map<String, List<Row>> rows = new LinkedHashMap<>();
		Columns columns;
		try (InputStream in = Files.newInputStream(file);
				BufferedReader lines = new BufferedReader(
						new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
			columns = Columns.of(lines.readLine());
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (!line.isBlank()) {
					String[] cells = line.split("\t", -1);
					rows.computeIfAbsent(cells[columns.session()], (_) -> new ArrayList<>()).add(columns.row(cells));
				}
			}
		}
		List<Session> sessions = new ArrayList<>(rows.size());
		rows.forEach((id, visit) -> sessions.add(session(id, visit, columns.isTimed(), sessions.size())));
		sessions.sort(Comparator.comparingLong(Session::endMillis));
		return sessions;
	}

	private static Session session(String id, List<Row> rows, boolean isTimed, int position) {
		rows.sort(Comparator.comparingDouble(Row::order));
		double last = rows.getLast().order();
		long end = isTimed ? (long) ((last > LARGEST_SECONDS) ? last : last * 1000) : (position + 1) * HOUR_MILLIS;
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

	/** Where a file has what. */
	private record Columns(int session, int item, int order, boolean isTimed) {

		static Columns of(@Nullable String header) throws IOException {
			List<String> names = (header != null) ? List.of(header.strip().split("\t", -1)) : List.of();
			boolean isTimed = names.contains("Time");
			int session = names.indexOf(isTimed ? "SessionId" : "session_id");
			int item = names.indexOf(isTimed ? "ItemId" : "item_id");
			int order = names.indexOf(isTimed ? "Time" : "pos");
			if (session < 0 || item < 0 || order < 0) {
				throw new IOException("the first line names neither the columns session_id, pos and item_id nor "
						+ "SessionId, ItemId and Time: " + header);
			}
			return new Columns(session, item, order, isTimed);
		}

		Row row(String[] cells) {
			return new Row(cells[this.item].strip(), Double.parseDouble(cells[this.order].strip()));
		}

	}

}
