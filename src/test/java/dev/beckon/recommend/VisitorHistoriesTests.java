package dev.beckon.recommend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.beckon.control.Switchboard;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.http.AnswerTimes;
import dev.beckon.identity.Histories;
import dev.beckon.profile.Profile;
import dev.beckon.profile.ProfileRead;
import dev.beckon.profile.ProfileReads;
import dev.beckon.session.CurrentSessions;
import dev.beckon.session.Session;
import dev.beckon.session.SessionProperties;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class VisitorHistoriesTests {

	private static final Touch OLD = new Touch("old", InteractionType.VIEW_ITEM, 1_000, 1, 1);

	private static final Touch NEW = new Touch("new", InteractionType.ADD_TO_CART, 2_000, 1, 2);

	private final List<String> refilled = new ArrayList<>();

	private long nowMillis = 10_000;

	private final CurrentSessions current = new CurrentSessions(
			new SessionProperties(Duration.ofMinutes(30), 200, 10_000, 3, Duration.ofHours(25)), this::now);

	@Test
	void aFoundProfileIsAsFreshAsTheSessionView() {
		this.current.put(new Session("v", 2_000, List.of(NEW)));

		VisitorHistory history = histories((visitor, deadline) -> found(OLD), 1).of("v", deadline(), passage());

		assertThat(history.source()).isEqualTo(Source.PROFILE);
		assertThat(history.fallbackReason()).isNull();
		assertThat(history.profile().touches()).containsExactly(OLD, NEW);
		assertThat(history.profile().cart()).isEqualTo(Map.of("new", 1));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void everyFailureIsAReasonAndTheSessionViewStandsIn(ProfileRead read, FallbackReason reason) {
		this.current.put(new Session("known", 1_000, List.of(OLD)));
		VisitorHistories histories = histories((visitor, deadline) -> read, 1);

		assertThat(histories.of("known", deadline(), passage())).satisfies((history) -> {
			assertThat(history.source()).isEqualTo(Source.SESSION_VIEW);
			assertThat(history.fallbackReason()).isEqualTo(reason);
			assertThat(history.profile().touches()).containsExactly(OLD);
		});
		assertThat(histories.of("unknown", deadline(), passage())).satisfies((history) -> {
			assertThat(history.source()).isNull();
			assertThat(history.fallbackReason()).isEqualTo(reason);
			assertThat(history.profile().isEmpty()).isTrue();
		});
	}

	static List<Arguments> failures() {
		return List.of(Arguments.of(new ProfileRead.TimedOut(), FallbackReason.STORE_TIMEOUT),
				Arguments.of(new ProfileRead.Failed(), FallbackReason.STORE_ERROR),
				Arguments.of(new ProfileRead.Rejected(false), FallbackReason.BREAKER_OPEN),
				Arguments.of(new ProfileRead.Rejected(true), FallbackReason.BREAKER_FORCED_OPEN));
	}

	@Test
	void whenTooManyWaitForRedisTheNextIsAnsweredFromMemory() {
		this.current.put(new Session("v", 1_000, List.of(OLD)));

		VisitorHistory history = histories((visitor, deadline) -> found(OLD), 0).of("v", deadline(), passage());

		assertThat(history.fallbackReason()).isEqualTo(FallbackReason.OVERLOAD);
		assertThat(history.source()).isEqualTo(Source.SESSION_VIEW);
	}

	@Test
	void aRequestThatHasWaitedLongIsAnsweredFromMemory() {
		this.current.put(new Session("v", 1_000, List.of(OLD)));
		Deadline waited = Deadline.after(System.nanoTime() - Duration.ofSeconds(1).toNanos(), Duration.ofHours(1));

		VisitorHistory history = histories((visitor, deadline) -> found(OLD), 1).of("v", waited, passage());

		assertThat(history.fallbackReason()).isEqualTo(FallbackReason.OVERLOAD);
		assertThat(history.source()).isEqualTo(Source.SESSION_VIEW);
	}

	@Test
	void whereThereIsNoTimeToRankTheAnswerIsNotPersonalAndSaysWhy() {
		VisitorHistory found = histories((visitor, deadline) -> found(OLD), 1).of("v", deadline(), passage());
		VisitorHistory failed = histories((visitor, deadline) -> new ProfileRead.Failed(), 1).of("v", deadline(),
				passage());

		assertThat(found.unranked().source()).isNull();
		assertThat(found.unranked().fallbackReason()).isEqualTo(FallbackReason.OVERLOAD);
		assertThat(found.unranked().profile()).isEqualTo(found.profile());
		assertThat(failed.unranked().fallbackReason()).isEqualTo(FallbackReason.STORE_ERROR);
	}

	@Test
	void aVisitorNobodyKnowsIsNew() {
		VisitorHistory history = histories((visitor, deadline) -> new ProfileRead.Missing(), 1).of("v", deadline(),
				passage());

		assertThat(history.fallbackReason()).isEqualTo(FallbackReason.UNKNOWN_VISITOR);
		assertThat(history.source()).isNull();
		assertThat(this.refilled).isEmpty();
	}

	@Test
	void aForgottenVisitorIsNew() {
		VisitorHistory history = histories((visitor, deadline) -> new ProfileRead.Found(Profile.empty()), 1).of("v",
				deadline(), passage());

		assertThat(history.fallbackReason()).isEqualTo(FallbackReason.UNKNOWN_VISITOR);
		assertThat(history.source()).isNull();
		assertThat(this.refilled).isEmpty();
	}

	@Test
	void aMissingProfileOfAVisitorWhoJustCameIsOnItsWayAndOneThatWasThereIsEvictedAndRefilled() {
		this.current.put(new Session("v", 1_000, List.of(OLD)));
		VisitorHistories histories = histories((visitor, deadline) -> new ProfileRead.Missing(), 1);

		assertThat(histories.of("v", deadline(), passage()).fallbackReason()).isEqualTo(FallbackReason.UNKNOWN_VISITOR);
		assertThat(this.refilled).isEmpty();
		this.nowMillis += 2_001;
		assertThat(histories.of("v", deadline(), passage()).fallbackReason()).isEqualTo(FallbackReason.EVICTED);
		assertThat(histories.of("v", deadline(), passage()).source()).isEqualTo(Source.SESSION_VIEW);
		assertThat(this.refilled).containsOnly("v");
	}

	private VisitorHistories histories(ProfileReads reads, int concurrentReads) {
		RecommendProperties properties = new RecommendProperties(Duration.ofSeconds(5), Duration.ofSeconds(1),
				Duration.ofMillis(500), 16, concurrentReads, Duration.ofSeconds(2), 100, 500, 10,
				new WarmUpProperties(false, Duration.ZERO), Map.of());
		return new VisitorHistories(new Histories(reads, this.current, List::of), this.refilled::add, properties,
				this::now);
	}

	private static ProfileRead found(Touch touch) {
		return new ProfileRead.Found(Profile.empty().apply(List.of(touch)).profile());
	}

	private static Passage passage() {
		var metrics = new RecommendMetrics(new SimpleMeterRegistry(), new AnswerTimes(), List.of());
		return new SourceGates(Switchboard.atRest(), CircuitBreakerRegistry.ofDefaults(), metrics).passage();
	}

	private static Deadline deadline() {
		return Deadline.after(System.nanoTime(), Duration.ofSeconds(60));
	}

	private Instant now() {
		return Instant.ofEpochMilli(this.nowMillis);
	}

}
