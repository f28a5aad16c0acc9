package dev.beckon.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import dev.beckon.event.Touch;
import dev.beckon.log.SnapshotPart;
import dev.beckon.log.Snapshots;

import static org.assertj.core.api.Assertions.assertThat;

class IndexSnapshotTests {

	private static final IndexBounds BOUNDS = new IndexBounds(3_000, 2_000, 1 << 22, 20, 4_096, 2);

	private final SessionIndex index = new SessionIndex(BOUNDS);

	private final SessionIndex next = new SessionIndex(BOUNDS);

	@Test
	void anIndexFromASnapshotAnswersTheSame() throws IOException {
		SyntheticLog log = new SyntheticLog(1_000, 1);
		for (int i = 0; i < 4_000; i++) {
			this.index.put(i, i, log.session());
		}
		for (int i = 0; i < 4_000; i += 7) {
			this.index.remove(i);
		}
		Snapshots.restore(this.next.snapshot(), Snapshots.save(this.index.snapshot()));

		assertThat(this.next.sessions()).isEqualTo(this.index.sessions());
		assertThat(this.next.items()).isEqualTo(this.index.items());
		for (int i = 0; i < 300; i++) {
			List<Touch> visit = log.session();
			assertThat(rank(this.next, visit)).isEqualTo(rank(this.index, visit));
		}
	}

	@Test
	void anIndexFromASnapshotFollowsTheLogAsTheOldOneDid() throws IOException {
		this.index.on(Visits.session("ann", 0, "shoe", "sock"), null);
		this.index.on(Visits.session("bob", 0, "shoe", "lace"), null);
		Snapshots.restore(this.next.snapshot(), Snapshots.save(this.index.snapshot()));

		this.next.onRemoved(Visits.session("ann", 0, "shoe").sessionId(), null);
		this.next.on(Visits.session("bob", 0, "shoe", "lace", "polish"), null);

		assertThat(this.next.sessions()).isOne();
		assertThat(rank(this.next, Visits.views("shoe"))).extracting(Candidate::itemId)
			.contains("lace", "polish")
			.doesNotContain("sock");
	}

	@Test
	void whatASmallerIndexHasNoRoomForIsForgotten() throws IOException {
		for (int i = 0; i < 3_000; i++) {
			this.index.put(i, i, Visits.views("v" + i, 0, List.of("a" + i % 900, "b" + i % 1_000, "c")));
		}
		SessionIndex small = new SessionIndex(new IndexBounds(100, 50, 1 << 22, 20, 64, 2));
		Snapshots.restore(small.snapshot(), Snapshots.save(this.index.snapshot()));

		assertThat(small.sessions()).isEqualTo(100);
		assertThat(small.items()).isLessThanOrEqualTo(50);
		small.clear();
		assertThat(small.sessions()).isZero();
		assertThat(small.items()).isZero();
	}

	/**
	 * Families of items are never mixed by a session, so none may be in a snapshot
	 * either, whatever is replaced, forgotten and renumbered while it is taken; and the
	 * log from there on leads to the same sessions.
	 */
	@Test
	void aSnapshotTakenWhileTheIndexGoesOnLosesAndMixesNothing() throws Exception {
		long seed = Long.getLong("seed", System.nanoTime());
		System.out.println("seed " + seed + "; -Dseed repeats its choices");
		SplittableRandom random = new SplittableRandom(seed);
		SessionIndex busy = new SessionIndex(new IndexBounds(1_000, 20_000, 1 << 22, 20, 16, 2));
		try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
			for (int round = 0; round < 20; round++) {
				List<Runnable> log = new ArrayList<>();
				SessionIndex[] target = { busy };
				SnapshotPart.Content content = busy.snapshot().capture();
				Future<byte[]> saved = executor.submit(() -> Snapshots.save(content));
				while (!saved.isDone()) {
					Runnable change = change(random, round, target);
					log.add(change);
					change.run();
				}
				SessionIndex restored = new SessionIndex(new IndexBounds(1_000, 20_000, 1 << 22, 20, 16, 2));
				Snapshots.restore(restored.snapshot(), saved.get());
				target[0] = restored;
				log.forEach(Runnable::run);
				assertUnmixed(restored, seed);
				assertUnmixed(busy, seed);
			}
		}
	}

	private static Runnable change(SplittableRandom random, int round, SessionIndex[] target) {
		int family = random.nextInt(100);
		long key = family * 20L + random.nextInt(20);
		if (random.nextInt(20) == 0) {
			return () -> target[0].remove(key);
		}
		List<String> items = new ArrayList<>();
		for (int i = random.nextInt(1, 6); i > 0; i--) {
			items.add(family + "/" + (round + random.nextInt(8)));
		}
		List<Touch> touches = Visits.views("v" + key, 0, items);
		return () -> target[0].put(key, 0, touches);
	}

	private static void assertUnmixed(SessionIndex index, long seed) {
		for (int number = index.oldest(); number != index.next(); number++) {
			int[] session = index.session(number);
			if (session != null) {
				String family = PastSession.key(session) / 20 + "/";
				for (int i = PastSession.FIRST; i < session.length; i++) {
					assertThat(index.itemIds().name(PastSession.item(session[i]))).as("seed %d", seed)
						.startsWith(family);
				}
			}
		}
	}

	private static List<Candidate> rank(SessionIndex index, List<Touch> visit) {
		return new Ranking(index, ModelVersion.DEFAULT.ranker(), "blend").rank(visit, 20, (item) -> true);
	}

}
