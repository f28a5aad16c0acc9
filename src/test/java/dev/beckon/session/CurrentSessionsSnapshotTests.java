package dev.beckon.session;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import dev.beckon.log.Snapshots;
import org.junit.jupiter.api.Test;

import static dev.beckon.session.ViewedSessions.session;
import static org.assertj.core.api.Assertions.assertThat;

class CurrentSessionsSnapshotTests {

	private static final SessionProperties PROPERTIES = new SessionProperties(Duration.ofMinutes(30), 200, 1_000_000,
			48, Duration.ofHours(25));

	@Test
	void sessionsAndSinceWhenTheirVisitorIsKnownComeBack() throws IOException {
		CurrentSessions before = new CurrentSessions(PROPERTIES, InstantSource.fixed(Instant.ofEpochMilli(7)));
		Session first = session("ann", 1_000, "shoe", "sock");
		Session second = session("ann", 9_000_000, "lace");
		before.put(first);
		before.put(second);
		before.put(session("bob", 1_000, "hat"));
		CurrentSessions after = new CurrentSessions(PROPERTIES, InstantSource.system());
		Snapshots.restore(new CurrentSessionsSnapshot(after, PROPERTIES),
				Snapshots.save(new CurrentSessionsSnapshot(before, PROPERTIES)));

		assertThat(after.of("ann")).containsExactly(first, second);
		assertThat(after.of("bob")).hasSize(1);
		assertThat(after.knownSinceMillis("ann")).isEqualTo(7);
		assertThat(after.put(session("bob", 1_000, "hat", "scarf"))).isEqualTo(session("bob", 1_000, "hat"));
	}

}
