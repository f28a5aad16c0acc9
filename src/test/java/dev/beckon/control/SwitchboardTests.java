package dev.beckon.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SwitchboardTests {

	private final Changes changes = new Changes();

	private final ControlView view = new ControlView(this.changes);

	private final Map<String, byte[]> log = new HashMap<>();

	private final Deque<Integer> draws = new ArrayDeque<>();

	private Instant now = ChangesTests.START;

	private final Switchboard switchboard = new Switchboard(this.changes, this::append, () -> this.now,
			this.draws::pop);

	private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();

	private final Enforcement enforcement = new Enforcement(this.switchboard, this.breakers);

	@Test
	void aBreakerFollowsTheBoardAndIsReleasedWhenItsChangeExpires() {
		CircuitBreaker breaker = this.breakers.circuitBreaker("shard-1");
		turn(ChangesTests.change("shard-1", Mode.FORCED_OPEN, this.now, Duration.ofMinutes(1)));

		assertThat(looked(breaker)).isEqualTo(State.FORCED_OPEN);
		this.now = this.now.plusSeconds(60);
		assertThat(looked(breaker)).isEqualTo(State.CLOSED);
	}

	@Test
	void aBreakerThatComesLaterIsHeldToo() {
		turn(ChangesTests.change("shard-7", Mode.FORCED_CLOSED, this.now, Duration.ofMinutes(1)));
		this.enforcement.look();

		assertThat(looked(this.breakers.circuitBreaker("shard-7"))).isEqualTo(State.DISABLED);
	}

	@Test
	void aGateIsReleasedToTheStateItBeginsIn() {
		CircuitBreaker gate = this.breakers.circuitBreaker("similar",
				CircuitBreakerConfig.custom().initialState(State.METRICS_ONLY).build());
		turn(ChangesTests.change("similar", Mode.FORCED_OPEN, this.now, Duration.ofMinutes(1)));

		assertThat(looked(gate)).isEqualTo(State.FORCED_OPEN);
		turn(ChangesTests.change("similar", Mode.AUTOMATIC, this.now, null));
		assertThat(looked(gate)).isEqualTo(State.METRICS_ONLY);
	}

	@Test
	void whatSomeoneDoesToABreakerOfOneProcessStays() {
		CircuitBreaker breaker = this.breakers.circuitBreaker("shard-0");
		this.enforcement.look();
		breaker.transitionToForcedOpenState();

		assertThat(looked(breaker)).isEqualTo(State.FORCED_OPEN);
	}

	@Test
	void shardsFollowAForcedClosedProfileUnlessHeldThemselves() {
		turn(ChangesTests.change("profile", Mode.FORCED_CLOSED, this.now, Duration.ofMinutes(1)));
		turn(ChangesTests.change("shard-1", Mode.FORCED_OPEN, this.now, Duration.ofMinutes(1)));

		assertThat(this.switchboard.mode("shard-0")).isEqualTo(Mode.FORCED_CLOSED);
		assertThat(this.switchboard.mode("shard-1")).isEqualTo(Mode.FORCED_OPEN);
		assertThat(this.switchboard.mode("similar")).isEqualTo(Mode.AUTOMATIC);
	}

	@Test
	void aDrillTakesItsShareAndEndsByItself() {
		Drill drill = new Drill(20, "popular");
		turn(new Change("profile", Mode.DRILL, drill, "o", "r", "b", this.now, this.now.plusSeconds(60),
				Mode.AUTOMATIC));
		this.draws.addAll(List.of(19, 20, 99, 0));

		assertThat(this.switchboard.draw("profile")).isEqualTo(drill);
		assertThat(this.switchboard.draw("profile")).isNull();
		assertThat(this.switchboard.draw("profile")).isNull();
		assertThat(this.switchboard.draw("profile")).isEqualTo(drill);
		this.now = this.now.plusSeconds(60);
		assertThat(this.switchboard.draw("profile")).isNull();
	}

	@Test
	void theLogKeepsABoundedNumberOfChangesAndTheLastOne() {
		for (int i = 0; i < 200; i++) {
			this.now = this.now.plusMillis(10);
			turn(ChangesTests.change("similar", Mode.FORCED_OPEN, this.now, Duration.ofMinutes(1))
				.after(this.switchboard.mode("similar")));
		}

		assertThat(this.log).hasSizeLessThanOrEqualTo(Changes.KEPT);
		assertThat(this.switchboard.audit()).hasSize(this.log.size())
			.first()
			.extracting(Change::from)
			.isEqualTo(this.now);
		Changes restarted = new Changes();
		this.log.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.forEach((entry) -> new ControlView(restarted)
				.on(new ConsumerRecord<>("beckon.control", 0, 0, entry.getKey(), entry.getValue())));
		assertThat(restarted.newestFirst()).isEqualTo(this.switchboard.audit());
	}

	@Test
	void recordsOfOthersAndUnreadableOnesAreLeftAlone() {
		this.view.on(new ConsumerRecord<>("beckon.control", 0, 0, "forgotten/ff", new byte[8]));
		this.view.on(new ConsumerRecord<>("beckon.control", 0, 1, "switch/shard-0/1", new byte[] { 1, 2 }));
		this.view.on(new ConsumerRecord<>("beckon.control", 0, 2, "switch/shard-0/2",
				ChangeJson.write(ChangesTests.change("shard-1", Mode.FORCED_OPEN, this.now, Duration.ofDays(1)))));

		assertThat(this.switchboard.audit()).isEmpty();
	}

	private void turn(Change change) {
		var _ = this.switchboard.append(change);
	}

	private State looked(CircuitBreaker breaker) {
		this.enforcement.look();
		return breaker.getState();
	}

	/** A log that every process has read as soon as it is written. */
	private CompletableFuture<RecordMetadata> append(String key, byte @Nullable [] value) {
		if (value == null) {
			this.log.remove(key);
		}
		else {
			this.log.put(key, value);
		}
		this.view.on(new ConsumerRecord<>("beckon.control", 0, 0, key, value));
		return CompletableFuture
			.completedFuture(new RecordMetadata(new TopicPartition("beckon.control", 0), 0, 0, 0, 0, 0));
	}

}
