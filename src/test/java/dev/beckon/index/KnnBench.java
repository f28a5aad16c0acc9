package dev.beckon.index;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import dev.beckon.event.Touch;
import dev.beckon.log.Snapshots;
import dev.beckon.session.Session;
import dev.beckon.session.SessionCodec;

import org.springframework.util.FileSystemUtils;

/**
 * How fast the index is, alone: a synthetic log ({@link SyntheticLog}; as many items as a
 * tenth of the sessions, at most 500,000) is loaded; then visits of the same log are
 * ranked by one thread and by two, each as fast as it can, while a writer applies 50,000
 * session updates a second, half of them new sessions and half recent sessions that grow.
 * Latencies are service times of a closed loop.
 *
 * <p>
 * Three ways of loading, each by one thread and as the service does it: sessions already
 * decoded (touches with string ids, each announced with fifteen others), up to a million
 * records of {@code beckon.sessions} including their decoding, and a snapshot on disk
 * including its checksum. Making the sessions up is not counted. The service's start also
 * reads Kafka and feeds current sessions and popularity, which is not in these figures.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=knn -Dsessions=1000000,10000000 -Dseconds=10
 * </pre>
 *
 * Writes {@code target/bench/knn.json}.
 */
class KnnBench {

	private static final int UPDATES_PER_SECOND = 50_000;

	private static final int LIMIT = 20;

	private static final int BATCH = 50_000;

	/** As many sessions are announced before the first of them, as the service does. */
	private static final int AHEAD = 16;

	private final int seconds = Integer.getInteger("seconds", 10);

	@Test
	void measures() throws Exception {
		List<Map<String, Object>> runs = new ArrayList<>();
		for (String sessions : System.getProperty("sessions", "1000000,10000000").split(",", -1)) {
			runs.add(run(Integer.parseInt(sessions)));
		}
		Path out = Path.of("target", "bench");
		Files.createDirectories(out);
		Files.writeString(out.resolve("knn.json"),
				new ObjectMapper().writeValueAsString(runs) + System.lineSeparator());
	}

	private Map<String, Object> run(int sessions) throws InterruptedException, ExecutionException, IOException {
		Map<String, Object> figures = new LinkedHashMap<>();
		SyntheticLog log = new SyntheticLog(Math.min(500_000, sessions / 10), 1);
		SessionIndex index = index(sessions);
		figures.put("sessions", sessions);
		figures.put("collector", ManagementFactory.getGarbageCollectorMXBeans().getFirst().getName());
		figures.put("load_records_per_s", loadRecords(log, Math.min(sessions, 1_000_000)));
		List<Long> loaded = load(index, log, sessions);
		figures.put("load_sessions_per_s", loaded.getFirst());
		figures.put("load_sessions_per_cpu_s", loaded.getLast());
		figures.put("items", index.items());
		figures.put("bytes_per_session", index.bytes() / Math.max(1, index.sessions()));
		figures.put("bytes_per_item", Math.round(index.size().bytesPerItem(index.items())));
		snapshot(index, sessions, figures);
		figures.put("alone_1", measure(index, log, 1, 0));
		figures.put("updated_1", measure(index, log, 1, UPDATES_PER_SECOND));
		figures.put("updated_2", measure(index, log, 2, UPDATES_PER_SECOND));
		System.out.println(new ObjectMapper().writeValueAsString(figures));
		return figures;
	}

	private static SessionIndex index(int sessions) {
		return new SessionIndex(new IndexBounds(sessions, 1_000_000, 8L << 30, 50, 256, 2));
	}

	/**
	 * Sessions loaded per second of loading, and per second of the loading thread's
	 * processor time.
	 */
	private static List<Long> load(SessionIndex index, SyntheticLog log, int sessions) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long nanos = 0;
		long cpu = 0;
		for (int done = 0; done < sessions; done += BATCH) {
			List<List<Touch>> batch = new ArrayList<>(BATCH);
			for (int i = 0; i < BATCH; i++) {
				batch.add(log.session());
			}
			long cpuStart = threads.getCurrentThreadCpuTime();
			long start = System.nanoTime();
			for (int from = 0; from < BATCH; from += AHEAD) {
				putAll(index, done + from, batch.subList(from, Math.min(from + AHEAD, BATCH)));
			}
			nanos += System.nanoTime() - start;
			cpu += threads.getCurrentThreadCpuTime() - cpuStart;
		}
		return List.of(Math.round(sessions * 1e9 / nanos), Math.round(sessions * 1e9 / cpu));
	}

	private static void putAll(SessionIndex index, long key, List<List<Touch>> sessions) {
		for (int i = 0; i < sessions.size(); i++) {
			index.readAhead().note(hash(key + i), sessions.get(i));
		}
		index.readAhead().readAll();
		for (int i = 0; i < sessions.size(); i++) {
			put(index, key + i, sessions.get(i));
		}
	}

	private static void put(SessionIndex index, long key, List<Touch> touches) {
		index.put(hash(key), (int) touches.getLast().eventHash(), touches);
	}

	private static long hash(long key) {
		return key * 0x9e3779b97f4a7c15L;
	}

	/** Records decoded and loaded in a second. */
	private static long loadRecords(SyntheticLog log, int records) {
		SessionIndex index = index(records);
		long nanos = 0;
		for (int done = 0; done < records; done += BATCH) {
			List<byte[]> batch = new ArrayList<>(BATCH);
			for (int i = 0; i < BATCH; i++) {
				List<Touch> touches = log.session();
				batch.add(SessionCodec
					.encode(new Session("visitor-" + (done + i), touches.getFirst().timeMillis(), touches)));
			}
			long start = System.nanoTime();
			for (int from = 0; from < BATCH; from += AHEAD) {
				List<Session> decoded = new ArrayList<>(AHEAD);
				batch.subList(from, Math.min(from + AHEAD, BATCH))
					.forEach((record) -> decoded.add(SessionCodec.decode(record)));
				index.ahead(decoded);
				decoded.forEach((session) -> index.on(session, null));
			}
			nanos += System.nanoTime() - start;
		}
		return Math.round(records * 1e9 / nanos);
	}

	private static void snapshot(SessionIndex index, int sessions, Map<String, Object> figures) throws IOException {
		Path directory = Files.createTempDirectory("beckon-bench-");
		try {
			long start = System.nanoTime();
			Snapshots.save(index.snapshot(), directory);
			long saved = System.nanoTime();
			SessionIndex restored = index(sessions);
			long restoring = System.nanoTime();
			Snapshots.restore(restored.snapshot(), directory);
			figures.put("snapshot_load_sessions_per_s",
					Math.round(restored.sessions() * 1e9 / (System.nanoTime() - restoring)));
			figures.put("snapshot_save_sessions_per_s", Math.round(index.sessions() * 1e9 / (saved - start)));
			figures.put("snapshot_bytes_per_session",
					Files.size(directory.resolve("part.snapshot")) / index.sessions());
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private Map<String, Object> measure(SessionIndex index, SyntheticLog log, int threads, int updatesPerSecond)
			throws InterruptedException, ExecutionException {
		List<List<Touch>> visits = new ArrayList<>();
		for (int i = 0; i < 20_000; i++) {
			visits.add(log.session());
		}
		Ranking ranking = new Ranking(index, ModelVersion.DEFAULT.ranker(), "blend");
		try (ExecutorService executor = Executors.newFixedThreadPool(threads + 1)) {
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(this.seconds);
			Future<Long> updates = executor.submit(() -> update(index, log, updatesPerSecond, end));
			List<Future<Asked>> readers = new ArrayList<>();
			for (int t = 0; t < threads; t++) {
				int first = t * visits.size() / threads;
				readers.add(executor.submit(ask(ranking, visits, first, end)));
			}
			Histogram nanos = new Histogram(3);
			long allocated = 0;
			for (Future<Asked> reader : readers) {
				nanos.add(reader.get().nanos());
				allocated += reader.get().allocatedBytes();
			}
			return Map.of("bytes_allocated_per_query", allocated / Math.max(1, nanos.getTotalCount()),
					"queries_per_s_per_thread", nanos.getTotalCount() / this.seconds / threads, "updates_per_s",
					updates.get() / this.seconds, "p50_us", nanos.getValueAtPercentile(50) / 1000.0, "p99_us",
					nanos.getValueAtPercentile(99) / 1000.0, "p999_us", nanos.getValueAtPercentile(99.9) / 1000.0);
		}
	}

	/** What one reader took, and what its thread allocated meanwhile. */
	private record Asked(Histogram nanos, long allocatedBytes) {
	}

	private static Callable<Asked> ask(Ranking ranking, List<List<Touch>> visits, int first, long end) {
		return () -> {
			var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
			Histogram nanos = new Histogram(3);
			long allocated = threads.getCurrentThreadAllocatedBytes();
			long start = System.nanoTime();
			for (int i = first; start < end; i = (i + 1) % visits.size()) {
				ranking.rank(visits.get(i), LIMIT, (item) -> true);
				long done = System.nanoTime();
				nanos.recordValue(done - start);
				start = done;
			}
			return new Asked(nanos, threads.getCurrentThreadAllocatedBytes() - allocated);
		};
	}

	/** Updates made; at the pace asked for, in bursts of a millisecond. */
	private static long update(SessionIndex index, SyntheticLog log, int perSecond, long end) {
		int burst = perSecond / 1000;
		long nextKey = 1L << 40;
		List<List<Touch>> recent = new ArrayList<>();
		long updates = 0;
		for (long next = System.nanoTime(); burst > 0 && next < end; next += 1_000_000) {
			for (int i = 0; i < burst; i++, updates++) {
				boolean grows = recent.size() == 4096 && (i & 1) == 0;
				int at = grows ? log.below(4096) : (int) (nextKey++ & 4095);
				List<Touch> touches = grows ? recent.get(at) : log.session();
				if (grows && touches.size() < 50) {
					touches.add(log.touch());
				}
				if (!grows && recent.size() < 4096) {
					recent.add(touches);
				}
				else {
					recent.set(at, touches);
				}
				put(index, grows ? keyOf(nextKey, at) : nextKey - 1, touches);
			}
			LockSupport.parkNanos(next - System.nanoTime());
		}
		return updates;
	}

	/** The newest key that is kept at that place. */
	private static long keyOf(long nextKey, int at) {
		long newest = nextKey - 1;
		return newest - ((newest - at) & 4095);
	}

}
