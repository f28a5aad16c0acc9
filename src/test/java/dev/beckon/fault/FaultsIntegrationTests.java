package dev.beckon.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Whatever breaks under load: every answer is given, and when all is mended nothing is
 * lost and nothing counted twice. {@code mvn verify} breaks what no other test does;
 * {@code mvn verify -Pfaults} breaks everything, first one by one and then in random
 * sequences, and writes {@code target/bench/faults.json}; with
 * {@code -Dfaults=BROKER_GONE,POISON} only these, one by one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIntegrationTests {

	/** {@code short}, {@code all}, or names of faults with commas between them. */
	private static final String CHOSEN = System.getProperty("faults", "short");

	private static final EnumSet<Fault> SHORT = EnumSet.of(Fault.SLOTS_MIGRATED, Fault.REDIS_FULL, Fault.CLOCK_FAST,
			Fault.POISON, Fault.PARTITIONS_ADDED);

	/** Not part of a sequence: one takes too long, the other can be done only once. */
	private static final EnumSet<Fault> ALONE = EnumSet.of(Fault.BROKER_GONE, Fault.PARTITIONS_ADDED);

	private static final int SEQUENCES = 3;

	private final long seed = Long.getLong("faults.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private final List<Outcome> outcomes = new ArrayList<>();

	private @Nullable Trial trial;

	static Stream<Fault> faults() {
		return switch (CHOSEN) {
			case "all" -> Stream.of(Fault.values());
			case "short" -> SHORT.stream();
			default -> Stream.of(CHOSEN.split(",", -1)).map(Fault::valueOf);
		};
	}

	@BeforeAll
	void begin() {
		System.out.println("seed of the faults: -Dfaults.seed=" + this.seed);
		this.trial = new Trial(this.random);
	}

	private Trial trial() {
		return Objects.requireNonNull(this.trial);
	}

	@ParameterizedTest
	@MethodSource("faults")
	void everyAnswerIsGivenAndNothingIsLostOrCountedTwice(Fault fault) {
		assumeTrue(trial().isPossible(fault), "only root can mount a disk small enough to be filled");
		assertHarmless(trial().run(fault.words(), List.of(fault)), fault.takesTheServiceAway());
	}

	@Test
	@EnabledIfSystemProperty(named = "faults", matches = "all")
	void noSequenceOfFaultsLosesAnything() {
		for (int i = 0; i < SEQUENCES; i++) {
			List<Fault> faults = new ArrayList<>(EnumSet.complementOf(ALONE));
			faults.removeIf((fault) -> !trial().isPossible(fault));
			Collections.shuffle(faults, this.random);
			List<Fault> few = faults.subList(0, 3);
			String words = few.stream().map(Fault::words).collect(Collectors.joining("; then "));
			assertHarmless(trial().run(words, few), few.stream().anyMatch(Fault::takesTheServiceAway));
		}
	}

	private void assertHarmless(Outcome outcome, boolean mayBeUnreachable) {
		System.out.println(outcome.asRow());
		this.outcomes.add(outcome);
		assertThat(outcome.errors()
			.keySet()
			.stream()
			.filter((error) -> !mayBeUnreachable || Character.isDigit(error.charAt(0)))).as(outcome.toString())
			.isEmpty();
		assertThat(outcome.lost()).as(outcome.toString()).isZero();
		assertThat(outcome.doubleCounted()).as(outcome.toString()).isZero();
	}

	@AfterAll
	void write() throws IOException {
		try {
			writeReport();
		}
		finally {
			trial().close();
		}
	}

	private void writeReport() throws IOException {
		Path report = Path.of("target", "bench", CHOSEN.equals("all") ? "faults.json" : "faults-short.json");
		Files.createDirectories(report.getParent());
		new ObjectMapper().writerWithDefaultPrettyPrinter()
			.writeValue(report.toFile(), Map.of("seed", this.seed, "faults", this.outcomes));
	}

}
