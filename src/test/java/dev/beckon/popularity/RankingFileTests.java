package dev.beckon.popularity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class RankingFileTests {

	private static final Ranking RANKING = new Ranking(ranked("a", "b"), Map.of("shoes", ranked("b")));

	@TempDir
	private Path directory;

	@Test
	void loadsWhatItSaved() throws IOException {
		file().save(RANKING);
		Ranking loaded = file().load();

		assertThat(loaded.overall().itemIds()).containsExactly("a", "b");
		assertThat(loaded.overall().scores()).containsExactly(1f, 0.5f);
		assertThat(loaded.of("shoes").itemIds()).containsExactly("b");
	}

	@Test
	void replacesTheOldOneAndLeavesNothingElseBehind() throws IOException {
		file().save(RANKING);
		file().save(new Ranking(ranked("c"), Map.of()));

		assertThat(file().load().overall().itemIds()).containsExactly("c");
		assertThat(this.directory.resolve("snapshots").toFile().list()).containsExactly("popularity.json");
	}

	@Test
	void keepsTheOldOneWhenItCannotWriteTheNewOne() throws IOException {
		file().save(RANKING);
		Files.createDirectories(this.directory.resolve("snapshots/popularity.json.unfinished/in-the-way"));

		assertThatIOException().isThrownBy(() -> file().save(new Ranking(ranked("c"), Map.of())));

		assertThat(file().load().overall().itemIds()).containsExactly("a", "b");
	}

	@Test
	void saysWhenItsDirectoryCannotBe() throws IOException {
		Files.writeString(this.directory.resolve("snapshots"), "a file");

		assertThatIOException().isThrownBy(() -> file().save(RANKING));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "7", "{", "{}", "[]", "{\"overall\":null,\"byCategory\":{}}",
			"{\"overall\":{\"itemIds\":[\"a\"],\"scores\":[]},\"byCategory\":{}}",
			"{\"overall\":{\"itemIds\":[null],\"scores\":[1]},\"byCategory\":{}}",
			"{\"overall\":{\"itemIds\":[],\"scores\":[]}}",
			"{\"overall\":{\"itemIds\":[],\"scores\":[]},\"byCategory\":{\"shoes\":null}}" })
	void refusesWhatIsNoRanking(String content) throws IOException {
		Files.createDirectories(this.directory.resolve("snapshots"));
		Files.writeString(this.directory.resolve("snapshots/popularity.json"), content);

		assertThat(file().exists()).isTrue();
		assertThatIOException().isThrownBy(() -> file().load());
	}

	private RankingFile file() {
		return new RankingFile(this.directory.resolve("snapshots"));
	}

	static RankedItems ranked(String... itemIds) {
		float[] scores = new float[itemIds.length];
		for (int i = 0; i < scores.length; i++) {
			scores[i] = 1f / (i + 1);
		}
		return new RankedItems(itemIds, scores);
	}

}
