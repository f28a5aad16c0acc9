package dev.beckon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code beckon.js} promises without being run. */
class ClientScriptTests {

	private static final String STATIC = "src/main/resources/static/";

	private final String script = Documents.read(STATIC + "beckon.js");

	@Test
	void itIsUnderFiveKilobytesOnTheWire() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			Files.copy(Path.of(STATIC + "beckon.js"), gzip);
		}

		assertThat(bytes.size()).isLessThan(5_000);
	}

	@Test
	void itRunsUnderAStrictPolicyAndLoadsNothing() {
		assertThat(this.script).doesNotContain("eval(", "new Function", "innerHTML", "document.write", "import ",
				"createElement");
	}

	@Test
	void everyMemberIsTypedAndEveryTypeIsThere() {
		String client = this.script.substring(this.script.lastIndexOf("\n    return {\n"),
				this.script.indexOf("global.Beckon"));
		String types = Documents.read(STATIC + "beckon.d.ts");
		String typed = types.substring(types.indexOf("interface Client"), types.indexOf("export function create"));

		assertThat(names(client, "^      (?:get )?(\\w+)[:,(]")).hasSizeGreaterThan(10)
			.containsExactlyInAnyOrderElementsOf(names(typed, "^  (?:readonly )?(\\w+)[:(]"));
	}

	private static List<String> names(String text, String pattern) {
		return Pattern.compile(pattern, Pattern.MULTILINE)
			.matcher(text)
			.results()
			.map((name) -> name.group(1))
			.toList();
	}

}
