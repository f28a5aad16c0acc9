package dev.beckon.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.stack.LocalStack;
import org.junit.jupiter.api.Test;

/**
 * What a replay at full speed does to answers of the same process: answers are asked for
 * at a steady rate, first while the listeners have nothing to do, then while they catch
 * up with a large backlog; with flow control, and, in a service of its own before it,
 * without, so that the JVM is warm for the one that counts.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=flow -Drps=500 -Dseconds=20 -Dbacklog=3000000
 * </pre>
 *
 * Writes {@code target/bench/flow.json}.
 */
class FlowBench {

	private static final int PARTITIONS = 4;

	private static final int CONSUMERS = 2;

	/**
	 * Until the listeners have their partitions and sessions back: a start, no replay.
	 */
	private static final Duration SETTLING = Duration.ofSeconds(8);

	/** At least all of the time. */
	private static final List<String> NEVER_YIELDS = List.of("--beckon.ingest.least-share=1");

	private final long seed = Long.getLong("seed", System.nanoTime());

	private final int rps = Integer.getInteger("rps", 500);

	private final Duration duration = Duration.ofSeconds(Integer.getInteger("seconds", 20));

	private final int backlog = Integer.getInteger("backlog", 3_000_000);

	@Test
	void measures() throws Exception {
		System.out.println("seed: " + this.seed);
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("seed", this.seed);
		figures.put("rps", this.rps);
		Map<String, Object> never = run(NEVER_YIELDS);
		figures.put("yielding", run(List.of()));
		figures.put("never_yielding", never);
		Path out = Files.createDirectories(Path.of("target", "bench"));
		String json = new ObjectMapper().writeValueAsString(figures);
		Files.writeString(out.resolve("flow.json"), json + System.lineSeparator());
		System.out.println(json);
	}

	private Map<String, Object> run(List<String> properties) throws IOException {
		try (LocalStack stack = LocalStack.startRoomy();
				BenchService service = BenchService.start(stack, PARTITIONS, CONSUMERS, properties)) {
			Traffic log = CatchUp.log(this.seed, this.backlog);
			service.fold(log, CatchUp.WARM_UP);
			service.stopListening();
			Filling.append(log, this.backlog, stack.kafka().bootstrapServers());
			try (Asking asking = new Asking(service.port(), this.rps)) {
				asking.ask(this.duration);
				Asking.Answers alone = asking.ask(this.duration);
				service.listen();
				asking.ask(SETTLING);
				long before = service.folded();
				Asking.Answers beside = asking.ask(this.duration);
				return figures(alone, beside, (service.folded() - before) / (double) this.duration.toSeconds());
			}
		}
	}

	private static Map<String, Object> figures(Asking.Answers alone, Asking.Answers beside, double foldedPerSecond) {
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("alone_p50_ms", alone.p50Millis());
		figures.put("alone_p99_ms", alone.p99Millis());
		figures.put("beside_p50_ms", beside.p50Millis());
		figures.put("beside_p99_ms", beside.p99Millis());
		figures.put("p99_ratio", Math.round(1e2 * beside.p99Millis() / alone.p99Millis()) / 1e2);
		figures.put("errors", alone.errors() + beside.errors());
		figures.put("folded_events_per_s", Math.round(foldedPerSecond));
		return figures;
	}

}
