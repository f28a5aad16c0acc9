package dev.beckon.index;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.beckon.event.Touch;
import dev.beckon.session.Session;

/**
 * How good the ranking is on a public data set: tunes on {@code train.tsv.gz} alone, then
 * asks for the next item after every prefix of every session of {@code test.tsv.gz}, over
 * all items, on one thread. An item never seen in training is a miss.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=quality -Ddata=DIR
 * mvn -q -Pbench verify -Dbench=quality -Ddata=DIR -Dmodel=popular
 * mvn -q -Pbench verify -Dbench=quality -Ddata=DIR -Dmodel=vmis -Dm=500 -Dk=50 -Dlast=2
 * </pre>
 *
 * The last one plays by serenade's rules: the newest item is not recommended. Writes
 * {@code target/bench/quality.json} and, when tuned, {@code target/bench/model.json}.
 */
class QualityBench {

	private static final int LIMIT = 20;

	private final Path out = Path.of("target", "bench");

	private final Path data = Path.of(System.getProperty("data", ""));

	private final String model = System.getProperty("model", "tuned");

	private final boolean currentRemoved = Boolean
		.parseBoolean(System.getProperty("currentRemoved", String.valueOf(this.model.equals("vmis"))));

	private final IndexBounds bounds = new IndexBounds(10_000_000, 10_000_000, 4L << 30, 50,
			this.model.equals("vmis") ? 1 << 14 : 256, 2);

	private final SessionIndex index = new SessionIndex(this.bounds);

	private final Set<String> recommended = new HashSet<>();

	private final Histogram nanos = new Histogram(3);

	/**
	 * The processor time of each query, which other work on the machine does not change.
	 */
	private final Histogram cpuNanos = new Histogram(3);

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	/** All items, the most popular first. */
	private List<String> popular = List.of();

	private Set<String> mostPopular = Set.of();

	private long predictions;

	private long hits;

	private double reciprocalRanks;

	private long popularHits;

	private long novelPredictions;

	private long novelHits;

	private double novelReciprocalRanks;

	@Test
	void measures() throws IOException {
		List<Session> train = SessionFile.read(this.data.resolve("train.tsv.gz"));
		List<Session> test = SessionFile.read(this.data.resolve("test.tsv.gz"));
		Files.createDirectories(this.out);
		say(train.size() + " sessions to learn from, " + test.size() + " to ask about");
		long start = System.nanoTime();
		Scorer scorer = scorer(train);
		double tuningSeconds = (System.nanoTime() - start) / 1e9;
		train.forEach((session) -> this.index.on(session, null));
		this.popular = popular(train);
		this.mostPopular = Set.copyOf(this.popular.subList(0, Math.min(LIMIT, this.popular.size())));
		Ranking ranking = new Ranking(this.index, scorer, this.model);
		Prefixes.sampled(test, 3000, (touches, count) -> ranking.rank(touches.subList(0, count), LIMIT, (i) -> true));
		Prefixes.all(test, (touches, count) -> ask(ranking, touches, count));
		write(tuningSeconds);
	}

	private Scorer scorer(List<Session> train) throws IOException {
		return switch (this.model) {
			case "vmis" -> new Vmis(Integer.getInteger("m", 500), Integer.getInteger("k", 50),
					Integer.getInteger("last", Visit.MOST_TOUCHES));
			case "popular", "blend" -> ModelVersion.DEFAULT.ranker();
			case "tuned" -> tuned(train).ranker();
			default -> ModelVersion.read(Path.of(this.model)).ranker();
		};
	}

	private ModelVersion tuned(List<Session> train) throws IOException {
		ModelVersion tuned = new Tuner(this.bounds, QualityBench::say).tune(this.data.getFileName() + "-1", train);
		tuned.write(this.out.resolve("model.json"));
		return tuned;
	}

	private void ask(Ranking ranking, List<Touch> touches, int count) {
		List<Touch> known = touches.subList(0, count);
		String newest = known.getLast().itemId();
		String next = touches.get(count).itemId();
		this.predictions++;
		this.popularHits += this.mostPopular.contains(next) ? 1 : 0;
		long cpuStart = this.threads.getCurrentThreadCpuTime();
		long start = System.nanoTime();
		List<String> items = rank(ranking, known, (item) -> !this.currentRemoved || !item.equals(newest));
		this.nanos.recordValue(System.nanoTime() - start);
		this.cpuNanos.recordValue(this.threads.getCurrentThreadCpuTime() - cpuStart);
		this.recommended.addAll(items);
		int rank = items.indexOf(next);
		if (rank >= 0) {
			this.hits++;
			this.reciprocalRanks += 1.0 / (rank + 1);
		}
		askForNovel(ranking, known, next);
		if (this.predictions % 10_000 == 0) {
			say(this.predictions + " predictions, HR@20 " + share(this.hits, this.predictions));
		}
	}

	private void askForNovel(Ranking ranking, List<Touch> known, String next) {
		Set<String> touched = new HashSet<>();
		known.forEach((touch) -> touched.add(touch.itemId()));
		if (!touched.contains(next)) {
			this.novelPredictions++;
			int rank = rank(ranking, known, (item) -> !touched.contains(item)).indexOf(next);
			this.novelHits += (rank >= 0) ? 1 : 0;
			this.novelReciprocalRanks += (rank >= 0) ? 1.0 / (rank + 1) : 0;
		}
	}

	private List<String> rank(Ranking ranking, List<Touch> known, Predicate<String> mayShow) {
		if (this.model.equals("popular")) {
			return this.popular.stream().filter(mayShow).limit(LIMIT).toList();
		}
		return ranking.rank(known, LIMIT, mayShow).stream().map(Candidate::itemId).toList();
	}

	/** All items, those that most sessions touched first. */
	private static List<String> popular(List<Session> sessions) {
		Map<String, Integer> counts = new HashMap<>();
		for (Session session : sessions) {
			session.touches()
				.stream()
				.map(Touch::itemId)
				.distinct()
				.forEach((item) -> counts.merge(item, 1, Integer::sum));
		}
		return counts.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
				.thenComparing(Map.Entry.comparingByKey()))
			.map(Map.Entry::getKey)
			.toList();
	}

	private void write(double tuningSeconds) throws IOException {
		Map<String, @Nullable Object> figures = new LinkedHashMap<>();
		figures.put("data", String.valueOf(this.data.getFileName()));
		figures.put("model", this.model);
		figures.put("predictions", this.predictions);
		figures.put("hr20", share(this.hits, this.predictions));
		figures.put("mrr20", round(this.reciprocalRanks / Math.max(1, this.predictions)));
		figures.put("coverage20", share(this.recommended.size(), this.index.items()));
		figures.put("popularity_hr20", share(this.popularHits, this.predictions));
		figures.put("p50_us", micros(this.nanos, 50));
		figures.put("p90_us", micros(this.nanos, 90));
		figures.put("p99_us", micros(this.nanos, 99));
		figures.put("cpu_p50_us", micros(this.cpuNanos, 50));
		figures.put("cpu_p99_us", micros(this.cpuNanos, 99));
		figures.put("tuning_s", round(tuningSeconds));
		figures.put("index_bytes", this.index.bytes());
		figures.put("novel_hr20", share(this.novelHits, this.novelPredictions));
		figures.put("novel_mrr20", round(this.novelReciprocalRanks / Math.max(1, this.novelPredictions)));
		String json = new ObjectMapper().writeValueAsString(figures);
		Files.writeString(this.out.resolve("quality.json"), json + System.lineSeparator());
		say(json);
	}

	private static double micros(Histogram nanos, double percentile) {
		return nanos.getValueAtPercentile(percentile) / 1000.0;
	}

	private static double share(long part, long whole) {
		return round(part / (double) Math.max(1, whole));
	}

	private static double round(double value) {
		return Math.round(value * 100_000) / 100_000.0;
	}

	private static void say(String line) {
		System.out.println(line);
	}

}
