package dev.beckon.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.beckon.BeckonApplication;
import dev.beckon.stack.LocalStack;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.TopicPartition;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** The service in this process, whose listeners can be stopped. */
final class BenchService implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final LocalStack stack;

	private final Offsets offsets;

	private BenchService(ConfigurableApplicationContext context, LocalStack stack, int partitions) {
		this.context = context;
		this.stack = stack;
		this.offsets = new Offsets(stack.kafka().bootstrapServers(), partitions);
	}

	/** Starts a service that makes the topics. */
	static BenchService start(LocalStack stack, int partitions, int consumers, List<String> arguments) {
		Map<String, Object> properties = new LinkedHashMap<>(stack.properties());
		properties.putAll(Map.of("server.port", 0, "management.server.port", 0, "beckon.log.partitions", partitions,
				"beckon.ingest.consumers", consumers, "logging.structured.format.console", ""));
		List<String> all = new ArrayList<>(arguments);
		properties.forEach((name, value) -> all.add("--" + name + "=" + value));
		BenchService service = new BenchService(
				new SpringApplicationBuilder(BeckonApplication.class).run(all.toArray(String[]::new)), stack,
				partitions);
		service.offsets.awaitTopic();
		return service;
	}

	/** Appends so much of a log, and waits until it is folded. */
	void fold(Traffic log, int records) {
		Filling.append(log, records, this.stack.kafka().bootstrapServers());
		awaitFolded();
	}

	/** Waits until both groups have all there is; by group, how long that took. */
	Map<String, Double> awaitFolded() {
		return this.offsets.awaitFolded();
	}

	/** Where the log ends. */
	Map<TopicPartition, Long> ends() {
		return this.offsets.ends();
	}

	void stopListening() {
		listeners().forEach(ConcurrentMessageListenerContainer::stop);
	}

	void listen() {
		listeners().forEach(ConcurrentMessageListenerContainer::start);
	}

	private List<? extends ConcurrentMessageListenerContainer<?, ?>> listeners() {
		return Stream.of("profileBatches", "sessionBatches")
			.map((name) -> this.context.getBean(name, ConcurrentMessageListenerContainer.class))
			.map((container) -> (ConcurrentMessageListenerContainer<?, ?>) container)
			.toList();
	}

	/** Profiles written that no replica has acknowledged. */
	double unreplicated() {
		return this.context.getBean(MeterRegistry.class)
			.get("beckon.profile.writes")
			.tag("outcome", "unreplicated")
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

	@Override
	public void close() {
		this.context.close();
		this.offsets.close();
	}

}
