package dev.beckon.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.beckon.session.Session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TunerTests {

	private static final IndexBounds BOUNDS = new IndexBounds(100_000, 100_000, 1 << 28, 50, 512, 2);

	@TempDir
	Path dir;

	@Test
	void learnsWhatTheBlendCannotSay() throws IOException {
		List<String> progress = new ArrayList<>();
		ModelVersion model = new Tuner(BOUNDS, progress::add).tune("test-1", log(2500));

		assertThat(model.trees()).isNotEmpty();
		assertThat(model.figures().worth()).isGreaterThan(model.untuned().worth() + 0.05);
		assertThat(progress).isNotEmpty();

		Path file = this.dir.resolve("model.json");
		model.write(file);
		assertThat(ModelVersion.read(file)).isEqualTo(model);
	}

	@Test
	void fewSessionsGiveAModelWithoutTrees() {
		ModelVersion model = new Tuner(BOUNDS, (line) -> {
		}).tune("test-1", log(50));

		assertThat(model.trees()).isEmpty();
	}

	@Test
	void noSessionsGiveTheDefaults() {
		ModelVersion model = new Tuner(BOUNDS, (line) -> {
		}).tune("test-1", List.of());

		assertThat(model.blend()).isEqualTo(Blend.DEFAULT);
	}

	@Test
	void aModelOfOtherFeaturesIsRefused() throws IOException {
		Path file = this.dir.resolve("model.json");
		ModelVersion.DEFAULT.write(file);
		Files.writeString(file, Files.readString(file).replace("near_to_best", "nearness"));

		assertThatThrownBy(() -> ModelVersion.read(file)).hasMessageContaining("other features");
	}

	/**
	 * Visitors compare: after a and b they go back to a. Only an item's place in the
	 * visit tells that, which the blend does not look at.
	 */
	private static List<Session> log(int sessions) {
		SplittableRandom random = new SplittableRandom(5);
		List<Session> log = new ArrayList<>();
		for (int i = 0; i < sessions; i++) {
			String one = "i" + random.nextInt(100);
			String other = "i" + random.nextInt(100);
			log.add(Visits.session("v" + i, i * 100_000L, one, other, one, other, one));
		}
		return log;
	}

}
