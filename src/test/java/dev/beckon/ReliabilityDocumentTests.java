package dev.beckon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.beckon.fault.Fault;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReliabilityDocumentTests {

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)(?:\\.(\\w+))?`");

	@Test
	void everyFaultHasItsRow() {
		String document = Documents.read("docs/reliability.md");

		assertThat(Fault.values()).allSatisfy((fault) -> assertThat(document).contains("\n| " + fault.words() + " | "));
	}

	@Test
	void everyPromiseNamesATestThatExists() throws IOException {
		List<String> sources;
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			sources = files.filter((file) -> file.toString().endsWith("Tests.java")).map(Documents::read).toList();
		}

		var named = TEST.matcher(Documents.read("docs/reliability.md")).results().toList();

		assertThat(named).hasSizeGreaterThan(10).allSatisfy((test) -> {
			String method = test.group(2);
			assertThat(sources).anySatisfy((source) -> assertThat(source).contains("class " + test.group(1))
				.contains((method != null) ? "void " + method + "(" : "void "));
		});
	}

}
