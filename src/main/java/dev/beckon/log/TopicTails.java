package dev.beckon.log;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The views of this process: a room asks for its tail while it is wired, and all tails
 * start and stop with the process.
 */
@Component
public class TopicTails implements SmartLifecycle {

	/** A broker may gather what it sends to a view nothing waits for. */
	private static final Map<String, Object> IN_NO_HURRY = Map.of(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 256 * 1024,
			ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500);

	/** What such a view takes of a processor while it reads what happened before. */
	private static final double ASIDE_SHARE = 0.1;

	private final Map<String, Object> consumerConfig;

	private final Map<String, Object> adminConfig;

	private final LogProperties properties;

	private final SnapshotProperties snapshots;

	private final MeterRegistry meters;

	private final List<TopicTail> tails = new CopyOnWriteArrayList<>();

	/** Those no answer waits for, in the order in which they begin. */
	private final List<TopicTail> aside = new CopyOnWriteArrayList<>();

	private volatile boolean running;

	TopicTails(KafkaProperties kafka, LogProperties properties, SnapshotProperties snapshots, MeterRegistry meters) {
		this.adminConfig = kafka.buildAdminProperties(null);
		this.consumerConfig = LogConsumers.config(kafka);
		this.consumerConfig.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
		this.consumerConfig.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
		this.consumerConfig.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
		this.properties = properties;
		this.snapshots = snapshots;
		this.meters = meters;
	}

	/**
	 * Has {@code view} follow {@code topic} from its beginning, from the moment the
	 * process starts its tails.
	 */
	public TopicTail follow(String topic, TopicTail.View view) {
		return follow(topic, view, List.of());
	}

	/**
	 * The same, but where the last process left a snapshot, the view follows from there.
	 * @param parts all that the view keeps; empty for a view without a snapshot
	 */
	public TopicTail follow(String topic, TopicTail.View view, List<SnapshotPart> parts) {
		TopicTail tail = new TopicTail(topic, source(Map.of(), 1), view, snapshot(topic, parts), () -> true);
		return begin(tail, this.tails);
	}

	/**
	 * Has {@code view}, which no answer needs, follow {@code topic} from its beginning:
	 * once all that answers need has caught up, and what was asked for before it in this
	 * way. Nothing waits for it, and while it has much to read it rests most of the time.
	 */
	public TopicTail followAside(String topic, TopicTail.View view) {
		List<TopicTail> before = List.copyOf(this.aside);
		TopicTail tail = new TopicTail(topic, source(IN_NO_HURRY, ASIDE_SHARE), view, null,
				() -> caughtUp() && before.stream().allMatch(TopicTail::caughtUp));
		return begin(tail, this.aside);
	}

	private TailSource source(Map<String, Object> manners, double share) {
		return new TailSource(() -> consumer(manners), this::topicId, this.properties.pollTimeout(), share);
	}

	private TopicTail begin(TopicTail tail, List<TopicTail> among) {
		among.add(tail);
		measure(tail);
		if (this.running) {
			tail.start();
		}
		return tail;
	}

	private void measure(TopicTail tail) {
		Gauge.builder("beckon.view.lag", tail, TopicTail::lagRecords)
			.description("Records a view is behind the end of its topic; -1 until the topic was first seen")
			.baseUnit("records")
			.tag("topic", tail.topic())
			.register(this.meters);
		FunctionCounter.builder("beckon.view.records", tail, TopicTail::readRecords)
			.description("Records a view has read; from a snapshot it reads none")
			.tag("topic", tail.topic())
			.register(this.meters);
	}

	private @Nullable TailSnapshot snapshot(String topic, List<SnapshotPart> parts) {
		Path directory = this.snapshots.snapshotDir();
		if (parts.isEmpty() || directory == null) {
			return null;
		}
		SnapshotProperties.Rules rules = this.snapshots.snapshot();
		SnapshotFile file = new SnapshotFile(directory, topic, rules.maxSize().toBytes());
		SnapshotMetrics metrics = new SnapshotMetrics(this.meters, topic, file);
		return new TailSnapshot(file, parts, rules, metrics, InstantSource.system());
	}

	/** All tails of this process. */
	public List<TopicTail> all() {
		return Stream.concat(this.tails.stream(), this.aside.stream()).toList();
	}

	/**
	 * Whether every view that answers need has read what its topic held when reading
	 * began.
	 */
	public boolean caughtUp() {
		return this.tails.stream().allMatch(TopicTail::caughtUp);
	}

	private KafkaConsumer<String, byte[]> consumer(Map<String, Object> manners) {
		Map<String, Object> config = new HashMap<>(this.consumerConfig);
		config.putAll(manners);
		return LogConsumers.open(config);
	}

	/** Kafka's own id of a topic; zero where it does not say. */
	private Uuid topicId(String topic) {
		try (Admin admin = Admin.create(this.adminConfig)) {
			return admin.describeTopics(List.of(topic)).topicNameValues().values().iterator().next().get().topicId();
		}
		catch (ExecutionException refused) {
			if (refused.getCause() instanceof AuthorizationException) {
				return Uuid.ZERO_UUID;
			}
			throw new KafkaException("topic " + topic + " is not described", refused.getCause());
		}
		catch (InterruptedException interrupted) {
			throw new InterruptException(interrupted);
		}
	}

	@Override
	public void start() {
		this.running = true;
		all().forEach(TopicTail::start);
	}

	@Override
	public void stop() {
		this.running = false;
		all().forEach(TopicTail::stop);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
