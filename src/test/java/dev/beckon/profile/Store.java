package dev.beckon.profile;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.beckon.control.Switchboard;
import dev.beckon.event.Touch;
import dev.beckon.event.VisitorChange;
import dev.beckon.log.Traces;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.awaitility.Awaitility.await;

/** The room as one process wires it, without the rest of the service. */
final class Store implements AutoCloseable {

	private final Map<String, List<Touch>> history = new ConcurrentHashMap<>();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();

	private final RedisCluster redis;

	private final ProfileReads reads;

	private final ProfileWrites writes;

	private final ProfileMarks marks;

	private final RedisMetrics redisMetrics;

	/** Connects to these nodes, once they are there. */
	Store(String nodes, Map<String, String> settings) {
		Map<String, String> all = new HashMap<>(settings);
		all.put("beckon.redis.nodes", nodes);
		all.put("beckon.redis.read-slice", "100ms");
		all.put("beckon.redis.replica-timeout", "2s");
		RedisProperties properties = new Binder(new MapConfigurationPropertySource(all))
			.bind("beckon.redis", RedisProperties.class)
			.get();
		ProfileStore room = new ProfileStore();
		ProfileMetrics metrics = room.profileMetrics(this.meters);
		this.redis = room.redisCluster(properties, this.breakers);
		this.reads = room.profileReads(this.redis, properties, this.breakers, metrics, Switchboard.atRest(),
				Traces.none());
		this.writes = new ProfileWrites(this.redis, properties,
				(visitorId) -> this.history.getOrDefault(visitorId, List.of()), metrics);
		this.marks = room.profileMarks(this.redis, properties);
		this.redisMetrics = room.redisMetrics(this.redis, this.meters);
		this.redis.start();
	}

	/** Connects to these nodes, which are there. */
	static Store connected(String nodes) {
		Store store = new Store(nodes, Map.of());
		await().until(() -> store.redis.lines() != null && store.redis.shards().names().size() == 3);
		return store;
	}

	ProfileRead read(String visitorId) {
		return this.reads.read(visitorId, System.nanoTime() + Duration.ofSeconds(1).toNanos());
	}

	StorePulse pulse() {
		return new StorePulse(this.redis);
	}

	ProfileReads reads() {
		return this.reads;
	}

	ProfileWrites writes() {
		return this.writes;
	}

	WriteReport write(String visitorId, Touch... touches) {
		return this.writes.write(Map.of(visitorId, new VisitorChange(List.of(touches), -1)));
	}

	void remember(String visitorId, Touch... touches) {
		this.history.put(visitorId, List.of(touches));
	}

	String shardOf(String visitorId) {
		return String.valueOf(this.redis.shards().nameOf(Keys.of(visitorId)));
	}

	CircuitBreaker breaker(String shard) {
		return this.breakers.circuitBreaker(shard);
	}

	ProfileMarks marks() {
		return this.marks;
	}

	RedisMetrics redisMetrics() {
		return this.redisMetrics;
	}

	double count(String name, String... tags) {
		var counter = this.meters.find(name).tags(tags).counter();
		return (counter == null) ? 0 : counter.count();
	}

	MeterRegistry meters() {
		return this.meters;
	}

	@Override
	public void close() {
		this.redis.stop();
	}

}
