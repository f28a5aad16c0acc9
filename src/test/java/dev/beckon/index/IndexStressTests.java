package dev.beckon.index;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import dev.beckon.event.Touch;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Readers against the writer. Items come in families that no session mixes, so whatever a
 * reader catches in the middle of a change, an answer may only name the family it asked
 * for. The bounds are so tight that sessions, lists, items and their numbers are recycled
 * all the time.
 */
class IndexStressTests {

	private static final int FAMILIES = 200;

	private static final int WRITES = 200_000;

	private final long seed = Long.getLong("seed", System.nanoTime());

	private final SessionIndex index = new SessionIndex(new IndexBounds(500, 20_000, 1 << 22, 20, 16, 2));

	private final AtomicBoolean written = new AtomicBoolean();

	@Test
	void answersNeverMixWhatSessionsDoNot() throws Exception {
		System.out.println("seed " + this.seed + "; -Dseed repeats its choices");
		List<Scorer> scorers = List.of(new Vmis(100, 20, 100), ModelVersion.DEFAULT.ranker());
		try (ExecutorService executor = Executors.newFixedThreadPool(scorers.size() + 1)) {
			List<Future<Integer>> readers = new ArrayList<>();
			for (Scorer scorer : scorers) {
				readers.add(executor.submit(reader(new Ranking(this.index, scorer, "stressed"), readers.size())));
			}
			executor.submit(this::write).get();
			for (Future<Integer> reader : readers) {
				assertThat(reader.get()).as("candidates seen").isPositive();
			}
		}
		assertThat(this.index.sessions()).isLessThanOrEqualTo(500);
	}

	private void write() {
		SplittableRandom random = new SplittableRandom(this.seed);
		for (int i = 0; i < WRITES; i++) {
			int family = random.nextInt(FAMILIES);
			long key = family * 10L + random.nextInt(10);
			if (random.nextInt(20) == 0) {
				this.index.remove(key);
			}
			else {
				this.index.put(key, i, touches(random, family, i / 1000));
			}
		}
		this.written.set(true);
	}

	private Callable<Integer> reader(Ranking ranking, int salt) {
		return () -> {
			SplittableRandom random = new SplittableRandom(this.seed + salt + 1);
			int seen = 0;
			for (int era = 0; !this.written.get(); era++) {
				int family = random.nextInt(FAMILIES);
				String prefix = family + "/";
				List<Candidate> answer = ranking.rank(touches(random, family, era % (WRITES / 1000)), 50, (i) -> true);
				assertThat(answer).as("seed %d", this.seed).allMatch((found) -> found.itemId().startsWith(prefix));
				seen += answer.size();
			}
			return seen;
		};
	}

	/** Items of a family change with the era, so that old ones are forgotten. */
	private static List<Touch> touches(SplittableRandom random, int family, int era) {
		List<String> items = new ArrayList<>();
		for (int i = random.nextInt(1, 6); i > 0; i--) {
			items.add(family + "/" + (era / 2 * 3 + random.nextInt(6)));
		}
		return Visits.views("v" + random.nextInt(), 0, items);
	}

}
