package dev.beckon.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerTests {

	@Test
	void theJvmInTheContainerIsTheOneThatIsMeasured() throws IOException {
		assertThat(Files.readString(Path.of("Dockerfile"))).contains(ApplicationProcess.CONTAINER_JVM);
	}

}
