package dev.beckon.control;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.beckon.control.ChangeReading.Refused;
import dev.beckon.control.ChangeReading.Valid;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChangeJsonTests {

	private static final String GOOD = """
			{"name":"profile","mode":"drill","percent":20,"target":"popular","owner":"o","reason":"r","by":"b",
			 "from":"2026-11-22T10:00:00Z","expiry":"2026-11-22T11:00:00Z","previous":"automatic","later":[1]}""";

	@Property
	void whatIsWrittenIsReadBack(@ForAll("changes") Change change) {
		assertThat(ChangeJson.read(ChangeJson.write(change))).isEqualTo(new Valid(change));
	}

	@Property
	void noBytesBreakTheReader(@ForAll byte[] bytes) {
		assertThat(ChangeJson.read(bytes)).isInstanceOf(Refused.class);
	}

	@Property
	void aDamagedChangeIsReadOrRefusedAndNeverThrows(@ForAll int where, @ForAll byte what) {
		byte[] damaged = GOOD.getBytes(StandardCharsets.UTF_8);
		damaged[Math.floorMod(where, damaged.length)] = what;

		assertThat(ChangeJson.read(damaged)).isInstanceOf(ChangeReading.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			"name":"profile"               | "name":"popular"               | name
			"name":"profile"               | "name":"shard-01"              | name
			"name":"profile"               | "name":"shard-0"               | target
			"mode":"drill"                 | "mode":"open"                  | mode
			"mode":"drill"                 | "mode":"forced_open"           | percent
			"percent":20                   | "percent":0                    | percent
			"percent":20                   | "percent":101                  | percent
			"percent":20                   | "percent":"20"                 | percent
			"target":"popular"             | "target":"profile"             | target
			"owner":"o"                    | "owner":" "                    | owner
			"owner":"o"                    | "owner":7                      | owner
			"reason":"r"                   | "reason":null                  | reason
			"reason":"r"                   | "reason":"a\\u0000b"           | reason
			"by":"b"                       | "by":""                        | by
			"from":"2026-11-22T10:00:00Z"  | "from":"yesterday"             | from
			"expiry":"2026-11-22T11:00:00Z"| "expiry":"2026-11-22T10:00:00Z"| expiry
			"expiry":"2026-11-22T11:00:00Z"| "expiry":"2026-11-30T11:00:00Z"| expiry
			"expiry":"2026-11-22T11:00:00Z"| "expiry":3                     | expiry
			"expiry":"2026-11-22T11:00:00Z"| "expiry":null                  | expiry
			""")
	void theFirstThingThatIsWrongIsNamed(String good, String bad, String field) {
		assertThat(GOOD).contains(good.strip());

		ChangeReading reading = ChangeJson
			.read(GOOD.replace(good.strip(), bad.strip()).getBytes(StandardCharsets.UTF_8));

		assertThat(reading).isInstanceOfSatisfying(Refused.class,
				(refused) -> assertThat(refused.violation().field()).isEqualTo(field));
	}

	@Provide
	Arbitrary<Change> changes() {
		Arbitrary<String> text = Arbitraries.strings()
			.withCharRange(' ', '\ud7ff')
			.ofMinLength(1)
			.ofMaxLength(100)
			.filter((it) -> !it.isBlank() && it.chars().noneMatch(Character::isISOControl));
		Arbitrary<Instant> from = Arbitraries.longs().between(0, 4_000_000_000_000L).map(Instant::ofEpochMilli);
		Arbitrary<Drill> drill = Combinators
			.combine(Arbitraries.integers().between(1, 100), Arbitraries.of("session_view", "popular"))
			.as(Drill::new);
		return Combinators.combine(Arbitraries.of(Mode.values()), drill, text, from)
			.as((mode, drilled, words, time) -> new Change("profile", mode, (mode == Mode.DRILL) ? drilled : null,
					words, words, words, time, (mode == Mode.AUTOMATIC) ? null : time.plus(Duration.ofHours(1)),
					(mode == Mode.DRILL) ? Mode.FORCED_OPEN : Mode.DRILL));
	}

}
