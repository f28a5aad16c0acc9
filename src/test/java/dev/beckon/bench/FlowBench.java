package dev.beckon.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.stack.ApplicationProcess;
import dev.beckon.stack.LocalStack;
import org.junit.jupiter.api.Test;

/**
 * What a replay at full speed does to answers of the same process, a service in a JVM of
 * its own: answers are asked for at a steady rate, first while the listeners have nothing
 * to do, then while they catch up with a large backlog, which is all there at once. With
 * flow control, and without.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=flow -Drps=500 -Dseconds=20 -Dbacklog=3000000
 * </pre>
 *
 * Writes {@code target/bench/flow.json}. {@code -Dservice.jvm="..."} are arguments of the
 * service's JVM.
 */
class FlowBench {

	private static final int PARTITIONS = 4;

	private static final Duration START = Duration.ofMinutes(5);

	/** At least all of the time. */
	private static final Map<String, String> NEVER_YIELDS = Map.of("beckon.ingest.least-share", "1");

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
		figures.put("yielding", run(Map.of()));
		figures.put("never_yielding", run(NEVER_YIELDS));
		Path out = Files.createDirectories(Path.of("target", "bench"));
		String json = new ObjectMapper().writeValueAsString(figures);
		Files.writeString(out.resolve("flow.json"), json + System.lineSeparator());
		System.out.println(json);
	}

	private Map<String, Object> run(Map<String, String> flow) {
		try (LocalStack stack = LocalStack.startRoomy();
				ApplicationProcess service = ApplicationProcess.start(ApplicationProcess.jvm("3g"),
						properties(stack, flow));
				Offsets offsets = new Offsets(stack.kafka().bootstrapServers(), PARTITIONS)) {
			service.awaitReady(START);
			Traffic log = CatchUp.log(this.seed, this.backlog);
			Filling.append(log, CatchUp.WARM_UP, stack.kafka().bootstrapServers());
			offsets.awaitFolded();
			try (Filling backlog = Filling.unseen(log, this.backlog, stack.kafka().bootstrapServers());
					Asking asking = new Asking(service.port(), this.rps)) {
				asking.ask(this.duration);
				Asking.Answers alone = asking.ask(this.duration);
				double before = folded(service);
				backlog.show();
				Asking.Answers beside = asking.ask(this.duration);
				return figures(alone, beside, (folded(service) - before) / this.duration.toSeconds());
			}
		}
	}

	private static Map<String, String> properties(LocalStack stack, Map<String, String> flow) {
		Map<String, String> properties = new HashMap<>(stack.properties());
		properties.put("beckon.log.partitions", Integer.toString(PARTITIONS));
		properties.putAll(flow);
		return properties;
	}

	/** Interactions that the slower listener has folded. */
	private static double folded(ApplicationProcess service) {
		return Stream.of("profiles", "sessions")
			.mapToDouble((listener) -> service.metric("beckon_interactions_total", "listener=\"" + listener + '"'))
			.min()
			.orElseThrow();
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
