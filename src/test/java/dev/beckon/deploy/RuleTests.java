package dev.beckon.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/** What promtool says of the rules; skipped where it is not installed. */
class RuleTests {

	@BeforeAll
	static void promtoolIsInstalled() throws IOException, InterruptedException {
		try {
			promtool("--version");
		}
		catch (IOException absent) {
			String reason = "Prometheus rules are not tested: promtool is not on the PATH (Debian: apt-get install prometheus)";
			System.out.println(reason);
			abort(reason);
		}
	}

	@Test
	void rulesAreWellFormed() throws IOException, InterruptedException {
		assertThat(promtool("check", "rules", Rules.FILE.toString())).contains("SUCCESS");
	}

	@ParameterizedTest
	@ValueSource(strings = { "beckon-rules-tests.yaml", "beckon-objectives-tests.yaml" })
	void alertsFireWhenTheyShouldAndOnlyThen(String file) throws IOException, InterruptedException {
		assertThat(promtool("test", "rules", "src/test/prometheus/" + file)).contains("SUCCESS")
			.doesNotContain("FAILED");
	}

	private static String promtool(String... arguments) throws IOException, InterruptedException {
		var command = new ProcessBuilder("promtool");
		command.command().addAll(List.of(arguments));
		Process process = command.redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(said).isZero();
		return said;
	}

}
