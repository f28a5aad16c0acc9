package dev.beckon.index;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.beckon.event.Touch;
import dev.beckon.session.Session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class SessionFileTests {

	private static final IndexBounds BOUNDS = new IndexBounds(1000, 1000, 1 << 24, 50, 512, 2);

	@TempDir
	Path dir;

	@Test
	void readsSessionsInTheOrderOfTheFile() throws IOException {
		List<Session> sessions = read("session_id\tpos\titem_id", "7\t2\tb", "7\t1\ta", "3\t1\tc");

		assertThat(sessions).extracting(SessionFileTests::items).containsExactly(List.of("a", "b"), List.of("c"));
	}

	@Test
	void readsSessionsByTheirTimes() throws IOException {
		List<Session> sessions = read("SessionId\tItemId\tTime", "1\ta\t1462752000.5", "2\tc\t1462751000", "",
				"1\tb\t99");

		assertThat(sessions).extracting(SessionFileTests::items).containsExactly(List.of("c"), List.of("b", "a"));
		assertThat(sessions).extracting(Session::endMillis).containsExactly(1_462_751_000_000L, 1_462_752_000_500L);
	}

	@Test
	void otherColumnsAreAMistakeThatIsNamed() {
		assertThatIOException().isThrownBy(() -> read("user\titem", "1\t2")).withMessageContaining("user\titem");
		assertThatIOException().isThrownBy(this::read).withMessageContaining("session_id");
	}

	/** Ids with spaces, beyond ASCII and very long; a session longer than any bound. */
	@Test
	void oddDataIsTunedOnAndRanked() throws IOException {
		List<String> odd = List.of("a b", "κ;\"ö'", "x".repeat(500), "0", " -1 ", "%00");
		List<Session> sessions = read(lines(3000, (i) -> i / 5 + "\t" + i + "\t" + odd.get(i % odd.size())));
		assertRanks(sessions);
		assertRanks(sessions.subList(0, 1));
		assertRanks(sessions.subList(0, 2));
		assertRanks(read(lines(10_000, (i) -> "1\t" + i + "\t" + i % 3000)));
	}

	private static void assertRanks(List<Session> sessions) {
		ModelVersion model = new Tuner(BOUNDS, (line) -> {
		}).tune("odd", sessions);
		SessionIndex index = new SessionIndex(BOUNDS);
		sessions.forEach((session) -> index.on(session, null));
		Evaluation evaluation = new Evaluation(index, model.ranker());
		Prefixes.sampled(sessions, 200, evaluation);

		assertThat(evaluation.figures().hr20()).isPositive();
	}

	private static String[] lines(int count, IntFunction<String> line) {
		return Stream.concat(Stream.of("session_id\tpos\titem_id"), IntStream.range(0, count).mapToObj(line))
			.toArray(String[]::new);
	}

	private static List<String> items(Session session) {
		return session.touches().stream().map(Touch::itemId).toList();
	}

	private List<Session> read(String... lines) throws IOException {
		Path file = this.dir.resolve("train.tsv.gz");
		try (Writer out = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)),
				StandardCharsets.UTF_8)) {
			out.write(String.join("\n", lines));
		}
		return SessionFile.read(file);
	}

}
