package dev.beckon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.beckon.recommend.FallbackReason;
import dev.beckon.recommend.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents say of the project is so. */
class DocumentTests {

	private static final Pattern DOOR = Pattern.compile("/\\*\\* (.+?) \\*/.*^package dev\\.beckon\\.?(\\w*);",
			Pattern.MULTILINE | Pattern.DOTALL);

	private final Markdown readme = Markdown.read("README.md");

	static Stream<Path> documents() throws IOException {
		try (Stream<Path> docs = Files.list(Path.of("docs"))) {
			return Stream.concat(Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md").map(Path::of),
					docs.filter((path) -> path.toString().endsWith(".md")).sorted().toList().stream());
		}
	}

	@ParameterizedTest
	@MethodSource("documents")
	void everyLinkLeadsSomewhere(Path path) {
		Markdown document = Markdown.read(path.toString());

		assertThat(document.ownLinks()).allSatisfy((link) -> {
			assertThat(document.fileOf(link)).exists();
			if (link.contains("#")) {
				Markdown target = Markdown.read(document.fileOf(link).toString());
				assertThat(target.hasHeading(link.replaceFirst(".*#", ""))).isTrue();
			}
		});
	}

	@Test
	void theTestCommandIsTheOneThatIsRunForEveryChange() {
		String last = Documents.read(".ci/run").lines().reduce("", (before, line) -> line);
		String withoutOptions = Arrays.stream(last.split(" ", -1))
			.filter((word) -> !word.startsWith("-"))
			.collect(Collectors.joining(" "));

		assertThat(this.readme.blocks()).contains(new Markdown.Block("sh", withoutOptions));
	}

	@Test
	void everyRoomIsListedWithTheSentenceOnItsDoor() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			List<String> rooms = files.filter((path) -> path.endsWith("package-info.java"))
				.map((path) -> row(Documents.read(path.toString())))
				.toList();

			assertThat(rooms).hasSizeGreaterThan(10)
				.allSatisfy((room) -> assertThat(this.readme.text()).contains(room));
		}
	}

	@Test
	void everySourceAndEveryReasonIsExplained() {
		assertThat(Source.values()).allSatisfy((source) -> assertRow(source.wireName()));
		assertThat(FallbackReason.values()).allSatisfy((reason) -> assertRow(reason.wireName()));
	}

	@Test
	void everyOptionOfTheReplayIsListed() {
		List<String> options = Pattern.compile("<(replay\\.[a-z-]+)[/>]")
			.matcher(Documents.read("pom.xml"))
			.results()
			.map((option) -> option.group(1))
			.toList();

		assertThat(options).hasSizeGreaterThan(5).allSatisfy(this::assertRow);
	}

	private void assertRow(String name) {
		assertThat(this.readme.text()).contains("\n| `" + name + "` |");
	}

	private static String row(String packageInfo) {
		Matcher door = DOOR.matcher(packageInfo);
		assertThat(door.find()).as(packageInfo).isTrue();
		String name = door.group(2).isEmpty() ? "(root)" : "`" + door.group(2) + "`";
		return "\n| " + name + " | " + door.group(1) + " |";
	}

}
