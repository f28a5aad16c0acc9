package dev.beckon.index;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.beckon.event.Touch;
import dev.beckon.session.Session;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sequential rules and VSKNN, computed from the sessions the index holds, against the
 * ranked lists that session-rec wrote for the same train and test files: the scores of
 * the first 20 must be the same. It shows that the index loses nothing these need: order,
 * repeats, and every session of every item.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=golden -Ddata=DIR
 * </pre>
 */
class GoldenBench {

	private static final int FIRST = 20;

	/** session-rec keeps this many rules an item. */
	private static final int PRUNED = 20;

	/** How many steps its rules reach. */
	private static final int STEPS = 20;

	private final Path data = Path.of(System.getProperty("data", ""));

	private final SessionIndex index = new SessionIndex(
			new IndexBounds(1_000_000, 1_000_000, 4L << 30, 1000, 1 << 17, 1000));

	private final Map<Long, int[]> train = new HashMap<>();

	private final Map<String, Session> test = new HashMap<>();

	@BeforeEach
	void read() throws IOException {
		for (Session session : SessionFile.read(this.data.resolve("train.tsv.gz"))) {
			this.index.on(session, null);
			int[] held = Objects.requireNonNull(this.index.session(this.index.next() - 1));
			this.train.put(Long.parseLong(session.visitorId()), held);
		}
		SessionFile.read(this.data.resolve("test.tsv.gz"))
			.forEach((session) -> this.test.put(session.visitorId(), session));
	}

	@Test
	void sequentialRulesHaveTheScoresOfSessionRec() throws IOException {
		compare("session-rec-sr.csv.gz", (touches) -> rules(touches.getLast().itemId()));
	}

	@Test
	void neighboursHaveTheScoresOfSessionRec() throws IOException {
		Map<Integer, PythonSet> sessionsOf = new HashMap<>();
		for (String line : lines("train.tsv.gz")) {
			String[] columns = line.split("\t", -1);
			sessionsOf.computeIfAbsent(this.index.itemIds().find(columns[1]), (item) -> new PythonSet())
				.add(Long.parseLong(columns[0]));
		}
		GoldenNeighbours neighbours = new GoldenNeighbours(this.train, sessionsOf);
		compare("session-rec-vsknn.csv.gz", (touches) -> neighbours.scores(items(touches)));
	}

	/** The numbers of the items; different negative ones for those never seen. */
	private List<Integer> items(List<Touch> touches) {
		return touches.stream().map(Touch::itemId).map((itemId) -> {
			int item = this.index.itemIds().find(itemId);
			return (item != ItemIds.UNKNOWN) ? item : -1 - Integer.parseInt(itemId);
		}).toList();
	}

	private void compare(String file, Function<List<Touch>, List<Double>> ours) throws IOException {
		List<String> lists = lines(file);
		long same = lists.stream().map((line) -> line.split(";", -1)).filter((columns) -> {
			Session session = Objects.requireNonNull(this.test.get(columns[0]), "the session of a list");
			List<Touch> touches = session.touches().subList(0, Integer.parseInt(columns[1]) + 1);
			return agree(ours.apply(touches), List.of(columns[3].split(",", -1)));
		}).count();
		System.out.println(same + " of " + lists.size() + " lists have the scores of " + file);
		assertThat(same).isEqualTo(lists.size());
	}

	/** The lines after the header. */
	private List<String> lines(String file) throws IOException {
		try (InputStream in = Files.newInputStream(this.data.resolve(file));
				BufferedReader lines = new BufferedReader(
						new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
			return lines.lines().skip(1).toList();
		}
	}

	/** Whether the first scores are the same, where the best is 1. */
	private static boolean agree(List<Double> scores, List<String> golden) {
		double best = scores.isEmpty() ? 1 : scores.getFirst();
		return IntStream.range(0, FIRST).allMatch((i) -> {
			double ours = (i < scores.size()) ? scores.get(i) / best : 0;
			double theirs = golden.get(i).isEmpty() ? 0 : Double.parseDouble(golden.get(i));
			return Math.abs(ours - (Double.isNaN(theirs) ? 0 : theirs)) <= 1e-6;
		});
	}

	/** Scores of the rules of an item, from the best on. */
	private List<Double> rules(String itemId) {
		int item = this.index.itemIds().find(itemId);
		int[] list = (item != ItemIds.UNKNOWN) ? this.index.postings(item) : null;
		if (list == null) {
			return List.of();
		}
		Map<Integer, Double> weights = new HashMap<>();
		int end = Postings.end(list);
		for (int p = end - Postings.kept(list, end); p < end; p++) {
			int[] session = this.index.session(Postings.at(list, p));
			if (session != null) {
				addRules(session, item, weights);
			}
		}
		return weights.values().stream().sorted(Comparator.reverseOrder()).limit(PRUNED).toList();
	}

	/** Each later item counts by one over the square of its steps. */
	private static void addRules(int[] session, int item, Map<Integer, Double> weights) {
		for (int from = PastSession.FIRST; from < session.length; from++) {
			for (int to = from + 1; to < session.length && to - from <= STEPS
					&& PastSession.item(session[from]) == item; to++) {
				weights.merge(PastSession.item(session[to]), 1.0 / ((to - from) * (to - from)), Double::sum);
			}
		}
	}

}
