package dev.beckon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.stack.LocalStack;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How fast the service catches up with a day of a shop's log ({@link Traffic}: 35
 * interactions a second, so that 3 million are a day), with broker and Redis Cluster on
 * the same machine. Both listeners run at once, as they do in production, and the clock
 * stops when the slower one has committed everything. The service has been up before and
 * has folded the log's first part; it was stopped while the rest was appended.
 *
 * <p>
 * Then every profile in Redis and every session in {@code beckon.sessions} is compared
 * with what an oracle makes of the log.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=ingest -Devents=3000000 -Dpartitions=4 -Dconsumers=2 -Drole=all -Dseed=1
 * mvn -q -Pbench verify -Dbench=ingest -Dscaling=true
 * </pre>
 *
 * Writes {@code target/bench/ingest.json}; with {@code -Dscaling=true}, for 1, 2, 4 and 8
 * partitions and consumers, {@code target/bench/ingest-scaling.json}, after a run that
 * does not count, since all share this JVM and its compiler. {@code -Djfr=true} records
 * the catching up in {@code target/bench/ingest.jfr}.
 */
class IngestBench {

	private static final int SCALING_EVENTS = 600_000;

	private final long seed = Long.getLong("seed", System.nanoTime());

	private final String role = System.getProperty("role", "all");

	@Test
	void measures() throws Exception {
		System.out.println("seed: " + this.seed);
		if (Boolean.getBoolean("scaling")) {
			int events = Integer.getInteger("events", SCALING_EVENTS);
			run(events, 1, 1);
			List<Map<String, Object>> points = new ArrayList<>();
			for (int partitions : List.of(1, 2, 4, 8)) {
				points.add(run(events, partitions, partitions));
			}
			write("ingest-scaling.json", points);
		}
		else {
			write("ingest.json", run(Integer.getInteger("events", 3_000_000), Integer.getInteger("partitions", 4),
					Integer.getInteger("consumers", 2)));
		}
	}

	private Map<String, Object> run(int events, int partitions, int consumers) throws Exception {
		Map<String, Object> figures = new LinkedHashMap<>();
		try (LocalStack stack = LocalStack.startRoomy()) {
			CatchUp catchUp = new CatchUp(stack, this.role, partitions, consumers);
			figures.put("seed", this.seed);
			figures.put("role", this.role);
			figures.put("partitions", partitions);
			figures.put("consumers", consumers);
			figures.putAll(catchUp.run(this.seed, events));
			figures.putAll(catchUp.compare());
		}
		System.out.println(new ObjectMapper().writeValueAsString(figures));
		assertThat(figures).containsEntry("lost", 0L)
			.containsEntry("double_counted", 0L)
			.containsEntry("sessions_lost", 0L)
			.containsEntry("sessions_double_counted", 0L);
		return figures;
	}

	private static void write(String name, Object figures) throws IOException {
		Path out = Files.createDirectories(Path.of("target", "bench"));
		Files.writeString(out.resolve(name), new ObjectMapper().writeValueAsString(figures) + System.lineSeparator());
	}

}
