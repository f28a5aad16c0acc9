package dev.beckon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said to stop a threat is shown by the tests that are named for it. */
class SecurityDocumentTests {

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)(?:\\.(\\w+))?`");

	@Test
	void everyThreatNamesATestThatExists() throws IOException {
		Map<String, String> sources;
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			sources = files.filter((file) -> file.toString().endsWith("Tests.java"))
				.collect(Collectors.toMap((file) -> file.getFileName().toString(), Documents::read));
		}

		assertThat(threats()).hasSizeGreaterThan(20).allSatisfy((threat) -> {
			var tests = TEST.matcher(threat.substring(threat.lastIndexOf(" | "))).results().toList();
			assertThat(tests).isNotEmpty().allSatisfy((test) -> {
				String method = test.group(2);
				assertThat(sources).containsKey(test.group(1) + ".java");
				assertThat(sources.get(test.group(1) + ".java"))
					.contains((method != null) ? "void " + method + "(" : "void ");
			});
		});
	}

	private static List<String> threats() {
		String document = Documents.read("docs/security.md");
		return document.substring(document.indexOf("| threat |"), document.indexOf("Not stopped here"))
			.lines()
			.skip(2)
			.filter((line) -> line.startsWith("| "))
			.map((line) -> line.substring(0, line.length() - 2))
			.toList();
	}

}
