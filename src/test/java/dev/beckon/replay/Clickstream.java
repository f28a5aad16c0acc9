package dev.beckon.replay;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A whole clickstream file.
 *
 * @param format its layout
 * @param rows its rows in the order of their times
 */
record Clickstream(ClickstreamFormat format, List<Row> rows) {

	private static final int GZIP_MAGIC = 0x1f8b;

	Clickstream {
		if (rows.isEmpty()) {
			throw new IllegalArgumentException("a clickstream has at least one row");
		}
		List<Row> sorted = new ArrayList<>(rows);
		sorted.sort(Comparator.comparingLong(Row::timeMillis));
		rows = List.copyOf(sorted);
	}

	/** Reads CSV, plain or gzipped. */
	static Clickstream read(Path file) throws IOException {
		try (InputStream bytes = unzipped(new BufferedInputStream(Files.newInputStream(file)));
				BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
			String header = lines.readLine();
			ClickstreamFormat format = ClickstreamFormat.ofHeader((header != null) ? header : "");
			List<Row> rows = new ArrayList<>();
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				rows.add(format.read(rows.size(), line));
			}
			return new Clickstream(format, rows);
		}
	}

	private static InputStream unzipped(BufferedInputStream bytes) throws IOException {
		bytes.mark(2);
		int magic = (bytes.read() << 8) | bytes.read();
		bytes.reset();
		return (magic == GZIP_MAGIC) ? new GZIPInputStream(bytes, 1 << 16) : bytes;
	}

	/** The time from the first row to the last. */
	long spanMillis() {
		return this.rows.getLast().timeMillis() - this.rows.getFirst().timeMillis();
	}

	/** The first {@code count} rows, or all when there are fewer. */
	Clickstream first(int count) {
		return new Clickstream(this.format, this.rows.subList(0, Math.min(count, this.rows.size())));
	}

}
