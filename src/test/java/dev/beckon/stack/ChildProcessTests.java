package dev.beckon.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ChildProcessTests {

	@TempDir
	private Path directory;

	@Test
	void writesItsOutputToTheLog() {
		start("sh", "-c", "echo hello");

		await().untilAsserted(() -> assertThat(this.directory.resolve("log")).content().isEqualTo("hello\n"));
	}

	@Test
	void aKilledServerIsGone() {
		ChildProcess server = start("sleep", "60");
		assertThat(server.isAlive()).isTrue();

		server.kill();

		assertThat(server.isAlive()).isFalse();
		assertThat(ProcessHandle.of(server.pid())).isEmpty();
	}

	@Test
	void aServerThatEndsByItselfIsNoticed() {
		ChildProcess server = start("true");

		await().until(() -> !server.isAlive());
	}

	/** The first JVM starts a server, says its pid and waits to be killed. */
	@Test
	void theServerEndsWithAJvmThatIsKilled() throws Exception {
		Path said = this.directory.resolve("pid");
		Process jvm = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), Starter.class.getName(), this.directory.toString())
			.inheritIO()
			.start();
		await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(said) && Files.size(said) > 0);
		ProcessHandle server = ProcessHandle.of(Long.parseLong(Files.readString(said))).orElseThrow();

		jvm.destroyForcibly();

		await().until(() -> !server.isAlive());
	}

	private ChildProcess start(String... command) {
		return ChildProcess.start(this.directory.resolve("log"), List.of(command));
	}

	static final class Starter {

		private Starter() {
		}

		public static void main(String[] args) throws Exception {
			Path directory = Path.of(args[0]);
			ChildProcess server = ChildProcess.start(directory.resolve("log"), List.of("sleep", "60"));
			Files.writeString(directory.resolve("pid"), Long.toString(server.pid()));
			Thread.currentThread().join();
		}

	}

}
