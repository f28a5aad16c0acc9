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
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;

import dev.beckon.session.Session;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sequential rules, computed from the sessions the index holds, against the ranked lists
 * that session-rec wrote for the same train and test files: the scores of the first 20
 * must be the same. It shows that the index loses nothing the rules need: order, repeats,
 * and every session of every item.
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

	@Test
	void measures() throws IOException {
		SessionFile.read(this.data.resolve("train.tsv.gz")).forEach((session) -> this.index.on(session, null));
		Map<String, Session> test = new HashMap<>();
		SessionFile.read(this.data.resolve("test.tsv.gz")).forEach((session) -> test.put(session.visitorId(), session));
		int lists = 0;
		int same = 0;
		try (InputStream in = Files.newInputStream(this.data.resolve("session-rec-sr.csv.gz"));
				BufferedReader lines = new BufferedReader(
						new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
			for (String line : lines.lines().skip(1).toList()) {
				String[] columns = line.split(";", -1);
				Session session = Objects.requireNonNull(test.get(columns[0]), "the session of a list");
				String item = session.touches().get(Integer.parseInt(columns[1])).itemId();
				same += agree(rules(item), List.of(columns[3].split(",", -1))) ? 1 : 0;
				lists++;
			}
		}
		System.out.println(same + " of " + lists + " lists have the scores of session-rec's sequential rules");
		assertThat(same).isEqualTo(lists);
	}

	private static boolean agree(List<Double> scores, List<String> golden) {
		for (int i = 0; i < FIRST; i++) {
			double ours = (i < scores.size()) ? scores.get(i) : 0;
			double theirs = golden.get(i).isEmpty() ? 0 : Double.parseDouble(golden.get(i));
			if (Double.isNaN(theirs)) {
				theirs = 0;
			}
			if (Math.abs(ours - theirs) > 1e-6) {
				System.out.println("rank " + (i + 1) + ": " + ours + " and not " + theirs);
				return false;
			}
		}
		return true;
	}

	/** Scores of the rules of an item, the best 1, from the best on. */
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
		double best = weights.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
		return weights.values()
			.stream()
			.sorted(Comparator.reverseOrder())
			.limit(PRUNED)
			.map((weight) -> weight / best)
			.toList();
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
