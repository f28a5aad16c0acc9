package dev.beckon.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The views of this process: a room asks for its tail while it is wired, and all tails
 * start and stop with the process.
 */
@Component
public class TopicTails implements SmartLifecycle {

	private final Map<String, Object> consumerConfig;

	private final LogProperties properties;

	private final MeterRegistry meters;

	private final List<TopicTail> tails = new CopyOnWriteArrayList<>();

	private volatile boolean running;

	TopicTails(KafkaProperties kafka, LogProperties properties, MeterRegistry meters) {
		this.consumerConfig = LogConsumers.config(kafka);
		this.consumerConfig.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		this.consumerConfig.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
		this.consumerConfig.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
		this.properties = properties;
		this.meters = meters;
	}

	/**
	 * Has {@code view} follow {@code topic} from its beginning, from the moment the
	 * process starts its tails.
	 */
	public TopicTail follow(String topic, TopicTail.View view) {
		TopicTail tail = new TopicTail(topic, this::consumer, this.properties.pollTimeout(), view);
		this.tails.add(tail);
		Gauge.builder("beckon.view.lag", tail, TopicTail::lagRecords)
			.description("Records a view is behind the end of its topic; -1 until the topic was first seen")
			.baseUnit("records")
			.tag("topic", topic)
			.register(this.meters);
		if (this.running) {
			tail.start();
		}
		return tail;
	}

	/** All tails of this process. */
	public List<TopicTail> all() {
		return List.copyOf(this.tails);
	}

	/** Whether every view has read what its topic held when reading began. */
	public boolean caughtUp() {
		return this.tails.stream().allMatch(TopicTail::caughtUp);
	}

	private KafkaConsumer<String, byte[]> consumer() {
		return LogConsumers.open(this.consumerConfig);
	}

	@Override
	public void start() {
		this.running = true;
		this.tails.forEach(TopicTail::start);
	}

	@Override
	public void stop() {
		this.running = false;
		this.tails.forEach(TopicTail::stop);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
