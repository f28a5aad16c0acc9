package dev.beckon;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.beckon.Shop.Answer;
import dev.beckon.stack.LocalStack;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.awaitility.Awaitility.await;

/**
 * One process of several on one stack, as its two ports show it.
 *
 * @param context the service
 * @param shop its port for shoppers
 * @param management its port for operators
 */
record Beckon(ConfigurableApplicationContext context, Shop shop, Shop management) implements AutoCloseable {

	/**
	 * Starts a process.
	 * @param own properties of its own
	 * @param besides what it has besides the service
	 */
	static Beckon start(LocalStack stack, Map<String, String> own, Class<?>... besides) {
		Map<String, String> properties = new HashMap<>(stack.properties());
		properties.putAll(Map.of("server.port", "0", "management.server.port", "0",
				"management.prometheus.metrics.export.enabled", "false"));
		properties.putAll(own);
		String[] arguments = properties.entrySet()
			.stream()
			.map((property) -> "--" + property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
		Class<?>[] sources = Stream.concat(Stream.of(BeckonApplication.class), Stream.of(besides))
			.toArray(Class<?>[]::new);
		ConfigurableApplicationContext context = new SpringApplicationBuilder(sources).run(arguments);
		return new Beckon(context, port(context, "local.server.port"), port(context, "local.management.port"));
	}

	private static Shop port(ConfigurableApplicationContext context, String name) {
		return new Shop(Integer.parseInt(context.getEnvironment().getRequiredProperty(name)));
	}

	/** How long it takes from now until it answers as it is to. */
	Duration timeUntil(Predicate<Beckon> following) {
		long asked = System.nanoTime();
		await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> following.test(this));
		return Duration.ofNanos(System.nanoTime() - asked);
	}

	/** What operators are told. */
	Answer get(String path) {
		return this.management.get(path);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
