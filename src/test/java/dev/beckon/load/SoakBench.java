package dev.beckon.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.stack.ApplicationProcess;
import dev.beckon.stack.LocalStack;
import org.junit.jupiter.api.Test;

/**
 * Whether memory stays flat: the service under a fixed load ({@link Traffic}), looked at
 * ten times, each time after a full collection. A slope is that of the straight line
 * through the looks of the second half, when all that is bounded is full, as a share of
 * the mean and per hour: few visitors, so that their sessions and profiles reach their
 * longest in the first half, and room for few answers in the attribution.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=soak -Dminutes=30 -Drps=200 -Devents=500
 * </pre>
 *
 * Writes {@code target/bench/soak.json}.
 */
class SoakBench {

	private static final int LOOKS = 10;

	private static final Duration START = Duration.ofMinutes(5);

	private final int minutes = Integer.getInteger("minutes", 3);

	private final int perSecond = Integer.getInteger("rps", 200);

	private final int eventsPerSecond = Integer.getInteger("events", 500);

	private final LargeShop shop = new LargeShop(5_000, Integer.getInteger("sessions", 50_000),
			Integer.getInteger("visitors", 2_000));

	@Test
	void measures() throws IOException {
		List<Map<String, Double>> looks = new ArrayList<>();
		try (LocalStack stack = LocalStack.startRoomy();
				ApplicationProcess service = ApplicationProcess.start(ApplicationProcess.jvm("1g"), properties(stack));
				Traffic traffic = new Traffic(service, this.shop, this.eventsPerSecond)) {
			service.awaitReady(START);
			this.shop.offer(service);
			this.shop.append(stack);
			LargeShop.awaitFolded(service);
			traffic.letEventsFlow();
			for (int i = 0; i < LOOKS; i++) {
				traffic.ask(this.perSecond, Duration.ofMinutes(this.minutes).dividedBy(LOOKS));
				looks.add(look(service, stack));
				System.out.println(looks.getLast());
			}
		}
		write(looks);
	}

	private static Map<String, String> properties(LocalStack stack) {
		Map<String, String> properties = new HashMap<>(stack.properties());
		properties.put("beckon.attribution.max-answers", "20000");
		return properties;
	}

	private static Map<String, Double> look(ApplicationProcess service, LocalStack stack) throws IOException {
		service.collectGarbage();
		Map<String, Double> sizes = new LinkedHashMap<>();
		sizes.put("heap_bytes", service.metric("jvm_memory_used_bytes", "area=\"heap\""));
		sizes.put("non_heap_bytes", service.metric("jvm_memory_used_bytes", "area=\"nonheap\""));
		sizes.put("direct_bytes", service.metric("jvm_buffer_memory_used_bytes", "direct"));
		sizes.put("threads", service.metric("jvm_threads_live_threads", ""));
		sizes.put("redis_bytes", (double) Spike.sum(Spike.memory(stack)));
		sizes.put("view_entries", service.metric("beckon_view_entries", ""));
		sizes.put("index_bytes", service.metric("beckon_index_memory_bytes", ""));
		return sizes;
	}

	/** Of the second half, the change an hour as a share of the mean. */
	private double slope(List<Map<String, Double>> looks, String size) {
		List<Double> half = looks.subList(LOOKS / 2, LOOKS)
			.stream()
			.map((look) -> look.getOrDefault(size, 0.0))
			.toList();
		double mean = half.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
		double middle = (half.size() - 1) / 2.0;
		double products = 0;
		double squares = 0;
		for (int i = 0; i < half.size(); i++) {
			products += (i - middle) * (half.get(i) - mean);
			squares += (i - middle) * (i - middle);
		}
		double looksAnHour = 60.0 * LOOKS / this.minutes;
		return (mean == 0) ? 0 : Math.round(1e4 * products / squares * looksAnHour / mean) / 1e4;
	}

	private void write(List<Map<String, Double>> looks) throws IOException {
		Map<String, Object> slopes = new LinkedHashMap<>();
		looks.getLast().keySet().forEach((size) -> slopes.put(size, slope(looks, size)));
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("minutes", this.minutes);
		figures.put("rps", this.perSecond);
		figures.put("events_per_s", this.eventsPerSecond);
		figures.put("slope_per_hour", slopes);
		figures.put("looks", looks);
		Path out = Files.createDirectories(Path.of("target", "bench"));
		String json = new ObjectMapper().writeValueAsString(figures);
		Files.writeString(out.resolve("soak.json"), json + System.lineSeparator());
		System.out.println(json);
	}

}
