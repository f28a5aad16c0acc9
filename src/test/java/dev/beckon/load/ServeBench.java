package dev.beckon.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.ApplicationProcess;
import org.junit.jupiter.api.Test;

/**
 * How fast the service answers under load ({@link Traffic}), with broker, Redis Cluster
 * and load generator on the same machine: a warm index of a million sessions, 200,000
 * profiles, 2,000 events a second flowing in, and answers asked for at growing rates by
 * an open loop. The first minute at 1,000 a second is a step of its own: the compiler is
 * still at work. Then how far it can go. How far a web server goes that does nothing
 * ({@link BareEndpoint}) is found out first, so that the generator is warm.
 *
 * <p>
 * The generator is the project's own, for it shares the machine's processors with what it
 * measures and has to do as little as HTTP allows ({@link HttpConnections}); wrk, which
 * Debian has, is a closed loop.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=serve -Dsteps=500,1000,2000,4000 -Dseconds=30 -Dsessions=1000000 -Dvisitors=200000
 * </pre>
 *
 * Writes {@code target/bench/serve.json}. {@code -Dservice.jvm="..."} are arguments of
 * the service's JVM.
 */
class ServeBench {

	private static final Duration START = Duration.ofMinutes(5);

	private static final int STRIDE = 500;

	private final Duration seconds = Duration.ofSeconds(Integer.getInteger("seconds", 30));

	private final Duration warmUp = Duration.ofSeconds(Integer.getInteger("warm-up", 60));

	private final Duration search = Duration.ofSeconds(Integer.getInteger("search", 8));

	private final int eventsPerSecond = Integer.getInteger("events", 2_000);

	private final List<String> jvm = ApplicationProcess.jvm("3g");

	private final int visitors = Integer.getInteger("visitors", 200_000);

	private final LargeShop shop = new LargeShop(Integer.getInteger("items", 100_000),
			Integer.getInteger("sessions", 1_000_000) - this.visitors, this.visitors);

	@Test
	void measures() throws IOException {
		Map<String, Object> figures = new LinkedHashMap<>();
		int bare = bareMaximum();
		int sustained;
		try (LocalStack stack = LocalStack.startRoomy()) {
			Map<String, String> properties = stack.properties();
			try (ApplicationProcess service = ApplicationProcess.start(this.jvm, properties)) {
				figures.put("ready_empty_s", seconds(service.awaitReady(START)));
				this.shop.offer(service);
				this.shop.append(stack);
				LargeShop.awaitFolded(service);
			}
			try (ApplicationProcess service = ApplicationProcess.start(this.jvm, properties)) {
				figures.put("ready_full_s", seconds(service.awaitReady(START)));
				sustained = serve(service, figures);
			}
		}
		figures.put("bare_max_rps", bare);
		figures.put("ratio_to_bare", round((double) sustained / bare));
		write(figures);
	}

	/** Returns the highest rate that was borne. */
	private int serve(ApplicationProcess service, Map<String, Object> figures) throws IOException {
		Traffic traffic = new Traffic(service, this.shop, this.eventsPerSecond);
		figures.put("first_1000", traffic.ask(1_000, Duration.ofSeconds(1)).figures());
		List<Map<String, Object>> steps = new ArrayList<>();
		int sustained = 0;
		try (traffic) {
			traffic.letEventsFlow();
			figures.put("warm_up", traffic.ask(1_000, this.warmUp).figures());
			traffic.isWarm();
			for (int rate : rates()) {
				Duration before = service.cpu();
				Step step = traffic.ask(rate, this.seconds);
				Map<String, Object> measured = traffic.figures(step);
				measured.put("service_cores", round(seconds(service.cpu().minus(before)) / this.seconds.toSeconds()));
				steps.add(measured);
				System.out.println(steps.getLast());
				sustained = step.isSustained() ? rate : sustained;
			}
			figures.put("steps", steps);
			int maximum = traffic.maximum(sustained, STRIDE, this.search);
			figures.put("max_sustained_rps", maximum);
			figures.putAll(traffic.freshness());
			return maximum;
		}
	}

	private static List<Integer> rates() {
		return Arrays.stream(System.getProperty("steps", "500,1000,2000,4000").split(",", -1))
			.map(Integer::parseInt)
			.toList();
	}

	private int bareMaximum() {
		String bare = BareEndpoint.class.getName();
		Map<String, String> properties = Map.of("spring.threads.virtual.enabled", "true");
		try (ApplicationProcess service = ApplicationProcess.start(bare, this.jvm, properties);
				Traffic traffic = new Traffic(service, this.shop, 0)) {
			service.awaitPort(START);
			traffic.ask(4_000, Duration.ofSeconds(10));
			return traffic.maximum(4_000, 2_000, this.search);
		}
	}

	private static double round(double figure) {
		return Math.round(1e3 * figure) / 1e3;
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1e3;
	}

	private static void write(Map<String, Object> figures) throws IOException {
		Path out = Files.createDirectories(Path.of("target", "bench"));
		String json = new ObjectMapper().writeValueAsString(figures);
		Files.writeString(out.resolve("serve.json"), json + System.lineSeparator());
		System.out.println(json);
	}

}
