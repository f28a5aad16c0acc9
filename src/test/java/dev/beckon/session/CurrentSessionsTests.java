package dev.beckon.session;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import dev.beckon.event.Touch;
import org.junit.jupiter.api.Test;

import static dev.beckon.session.ViewedSessions.session;
import static org.assertj.core.api.Assertions.assertThat;

class CurrentSessionsTests {

	private static final Duration TIME_TO_LIVE = Duration.ofHours(25);

	private static final long START = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

	private final SessionProperties properties = new SessionProperties(Duration.ofMinutes(30), 200, 1_000_000, 3,
			TIME_TO_LIVE);

	private long nowMillis = START;

	private final CurrentSessions current = new CurrentSessions(this.properties,
			() -> Instant.ofEpochMilli(this.nowMillis));

	@Test
	void aSessionThatGrowsTakesThePlaceOfItsEarlierForm() {
		Session other = session("ann", START + 10_000_000, "lace");
		this.current.put(session("ann", START, "shoe"));
		this.current.put(other);

		assertThat(this.current.put(session("ann", START, "shoe", "sock"))).isEqualTo(session("ann", START, "shoe"));
		assertThat(this.current.of("ann")).containsExactly(session("ann", START, "shoe", "sock"), other);
	}

	@Test
	void sessionsAreInTheOrderOfTheirStartsAndOfTooManyTheOldestGoes() {
		for (int start : new int[] { 3, 1, 4, 2 }) {
			this.current.put(session("ann", START + start * 10_000_000L, "item-" + start));
		}

		assertThat(this.current.touchesOf("ann")).extracting(Touch::itemId)
			.containsExactly("item-2", "item-3", "item-4");
	}

	@Test
	void aSessionThatIsTakenOutIsToldAsItStood() {
		Session first = session("ann", START, "shoe");
		Session second = session("ann", START + 10_000_000, "sock");
		this.current.put(first);
		this.current.put(second);

		assertThat(this.current.remove(first.sessionId())).isEqualTo(first);
		assertThat(this.current.remove(first.sessionId())).isNull();
		assertThat(this.current.of("ann")).containsExactly(second);
		assertThat(this.current.remove(second.sessionId())).isEqualTo(second);
		assertThat(this.current.of("ann")).isEmpty();
	}

	@Test
	void aVisitorIsKeptForTheTimeToLiveAfterTheirLastInteraction() {
		this.nowMillis = START + TIME_TO_LIVE.toMillis() / 2;
		this.current.put(session("ann", START, "shoe"));
		this.nowMillis = START + TIME_TO_LIVE.toMillis() - 60_000;
		assertThat(this.current.of("ann")).hasSize(1);

		this.nowMillis = START + TIME_TO_LIVE.toMillis() + 60_000;
		assertThat(this.current.of("ann")).isEmpty();
	}

	@Test
	void whoIsNoLongerKnownIsNotSavedAndCanStillBeTakenOut() {
		Session session = session("ann", START, "shoe");
		this.current.put(session);
		this.nowMillis = START + TIME_TO_LIVE.toMillis() + 1;
		assertThat(this.current.all()).isEmpty();

		assertThat(this.current.remove(session.sessionId())).isEqualTo(session);
		assertThat(this.current.visitors()).isZero();
	}

	@Test
	void whenThereIsNoMoreRoomThoseGoWhoHaveBeenAwayLongest() {
		CurrentSessions small = ofThousand();
		for (int i = 0; i < 2_000; i++) {
			small.put(session("visitor-" + i, START + (i * 7_919 % 2_000) * 1_000L, "shoe"));
		}

		assertThat(small.visitors()).isBetween(900L, 1_000L);
		assertThat(IntStream.range(0, 2_000)
			.filter((i) -> i * 7_919 % 2_000 >= 1_200)
			.filter((i) -> small.of("visitor-" + i).isEmpty())).isEmpty();
	}

	@Test
	void aVisitorsManyInteractionsTakeMuchOfTheRoom() {
		CurrentSessions small = ofThousand();
		String[] many = IntStream.range(0, 100).mapToObj((i) -> "item-" + i).toArray(String[]::new);
		for (int i = 0; i < 50; i++) {
			small.put(session("visitor-" + i, START + i * 1_000L, many));
			small.put(session("visitor-" + i, START + i * 1_000L, many));
		}

		assertThat(small.visitors()).isBetween(8L, 10L);
		assertThat(small.of("visitor-49")).hasSize(1);
	}

	@Test
	void anOldSessionIsKnownUntilTheLogMayHaveToldHowItWentOn() {
		this.nowMillis = START + 2 * TIME_TO_LIVE.toMillis();
		this.current.put(session("ann", START, "shoe"));
		this.nowMillis += 60_000;
		assertThat(this.current.put(session("ann", START, "shoe", "sock"))).isEqualTo(session("ann", START, "shoe"));

		this.nowMillis += Duration.ofMinutes(6).toMillis();
		assertThat(this.current.of("ann")).isEmpty();
	}

	/** A view with room for a thousand interactions. */
	private CurrentSessions ofThousand() {
		SessionProperties small = new SessionProperties(Duration.ofMinutes(30), 200, 1_000, 3, TIME_TO_LIVE);
		return new CurrentSessions(small, () -> Instant.ofEpochMilli(this.nowMillis));
	}

}
