package dev.beckon.popularity;

import java.nio.file.Path;
import java.time.Duration;

import dev.beckon.log.SnapshotProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class PopularityPropertiesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withUserConfiguration(Bound.class);

	@Test
	void defaults() {
		this.runner.run((context) -> {
			assertThat(context.getBean(PopularityProperties.class))
				.isEqualTo(new PopularityProperties(Duration.ofHours(24), 200_000, 1_000, 200, Duration.ofSeconds(2),
						Duration.ofMinutes(1), new PopularityProperties.Weights(1, 3, 2, 6)));
			assertThat(context.getBean(SnapshotProperties.class).snapshotDir()).isNull();
		});
	}

	@Test
	void canBeSet() {
		this.runner
			.withPropertyValues("beckon.popularity.half-life=7d", "beckon.popularity.weights.purchase=20",
					"beckon.snapshot-dir=/var/lib/beckon")
			.run((context) -> {
				PopularityProperties properties = context.getBean(PopularityProperties.class);
				assertThat(properties.halfLife()).isEqualTo(Duration.ofDays(7));
				assertThat(properties.weights()).isEqualTo(new PopularityProperties.Weights(1, 3, 2, 20));
				assertThat(context.getBean(SnapshotProperties.class).snapshotDir())
					.isEqualTo(Path.of("/var/lib/beckon"));
			});
	}

	@Test
	void anEmptySnapshotDirectoryIsNone() {
		this.runner.withPropertyValues("beckon.snapshot-dir=")
			.run((context) -> assertThat(context.getBean(SnapshotProperties.class).snapshotDir()).isNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "half-life=0s", "max-items=0", "depth=0", "category-depth=-1", "refresh-interval=0ms",
			"snapshot-interval=0s", "weights.view-item=-1", "weights.purchase=NaN" })
	void refusesWhatMakesNoSense(String property) {
		this.runner.withPropertyValues("beckon.popularity." + property)
			.run((context) -> assertThat(context).hasFailed());
	}

	@EnableConfigurationProperties({ PopularityProperties.class, SnapshotProperties.class })
	static class Bound {

	}

}
