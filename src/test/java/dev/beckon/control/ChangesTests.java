package dev.beckon.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangesTests {

	static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

	private final Changes changes = new Changes();

	@Test
	void aSwitchIsHeldUntilItsChangeExpiresAndNotLonger() {
		this.changes.put("1", change("shard-0", Mode.FORCED_OPEN, START, Duration.ofMinutes(5)));

		assertThat(this.changes.holding("shard-0", START.plusSeconds(299))).isNotNull();
		assertThat(this.changes.holding("shard-0", START.plusSeconds(300))).isNull();
		assertThat(this.changes.holding("shard-1", START)).isNull();
	}

	@Test
	void theLastInTheLogWinsWhateverTheClocksSay() {
		this.changes.put("1", change("similar", Mode.FORCED_OPEN, START.plusSeconds(60), Duration.ofHours(1)));
		this.changes.put("2", change("similar", Mode.AUTOMATIC, START, null));

		assertThat(this.changes.holding("similar", START.plusSeconds(61))).isNull();
	}

	@Test
	void theAuditSaysFromWhatToWhatAlsoWhenTwoTurnASwitchAtOnce() {
		this.changes.put("1", change("shard-0", Mode.FORCED_OPEN, START, Duration.ofMinutes(5)));
		this.changes.put("2", change("shard-0", Mode.FORCED_CLOSED, START.plusSeconds(1), Duration.ofMinutes(1)));
		this.changes.put("3", change("shard-0", Mode.AUTOMATIC, START.plusSeconds(3_600), null));

		assertThat(this.changes.newestFirst()).extracting(Change::previous)
			.containsExactly(Mode.AUTOMATIC, Mode.FORCED_OPEN, Mode.AUTOMATIC);
	}

	@Property(tries = 200)
	void compactionTakesAwayHistoryAndNeverTheDecision(@ForAll("histories") List<Change> history) {
		Changes whole = new Changes();
		Changes compacted = new Changes();
		for (int i = 0; i < history.size(); i++) {
			String id = Integer.toString(i);
			Change change = history.get(i);
			whole.put(id, change);
			compacted.put(id, change);
			compacted.superfluous(change.name()).forEach((old) -> compacted.remove(change.name(), old));
			compacted.put(id, change);
		}

		for (String name : Switches.SWITCHABLE_SOURCES) {
			assertThat(modeAt(compacted, name)).isEqualTo(modeAt(whole, name));
		}
		assertThat(compacted.newestFirst()).hasSizeLessThanOrEqualTo(Changes.KEPT * Switches.SWITCHABLE_SOURCES.size());
		assertThat(compacted.newestFirst().stream().map(Change::from)).isSortedAccordingTo((a, b) -> b.compareTo(a));
	}

	@Provide
	Arbitrary<List<Change>> histories() {
		Arbitrary<Change> change = Combinators
			.combine(Arbitraries.of(Switches.SWITCHABLE_SOURCES), Arbitraries.of(Mode.FORCED_OPEN, Mode.FORCED_CLOSED),
					Arbitraries.integers().between(0, 3_600))
			.as((name, mode, second) -> change(name, mode, START.plusSeconds(second), Duration.ofMinutes(10)));
		return change.list().ofMaxSize(300);
	}

	private static Mode modeAt(Changes changes, String name) {
		Change holding = changes.holding(name, START.plusSeconds(1_800));
		return (holding == null) ? Mode.AUTOMATIC : holding.mode();
	}

	static Change change(String name, Mode mode, Instant from, @Nullable Duration held) {
		return new Change(name, mode, null, "shop team", "a reason", "somebody", from,
				(held == null) ? null : from.plus(held), Mode.AUTOMATIC);
	}

}
