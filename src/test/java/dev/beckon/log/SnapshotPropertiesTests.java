package dev.beckon.log;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(Bound.class);

	@Test
	void defaults() {
		this.runner.run((context) -> assertThat(context.getBean(SnapshotProperties.class))
			.isEqualTo(new SnapshotProperties(null, new SnapshotProperties.Rules(Duration.ofMinutes(10),
					Duration.ofHours(12), DataSize.ofMegabytes(400)))));
	}

	@Test
	void canBeSet() {
		this.runner
			.withPropertyValues("beckon.snapshot-dir=/var/lib/beckon", "beckon.snapshot.interval=1m",
					"beckon.snapshot.max-size=2GB")
			.run((context) -> {
				SnapshotProperties properties = context.getBean(SnapshotProperties.class);
				assertThat(properties.snapshotDir()).isEqualTo(Path.of("/var/lib/beckon"));
				assertThat(properties.snapshot().interval()).isEqualTo(Duration.ofMinutes(1));
				assertThat(properties.snapshot().maxSize()).isEqualTo(DataSize.ofGigabytes(2));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "interval=0s", "max-age=0s" })
	void refusesWhatMakesNoSense(String property) {
		this.runner.withPropertyValues("beckon.snapshot." + property).run((context) -> assertThat(context).hasFailed());
	}

	@EnableConfigurationProperties(SnapshotProperties.class)
	static class Bound {

	}

}
