package dev.beckon.attribution;

import java.time.Duration;
import java.util.Map;

import dev.beckon.attribution.AttributionProperties.Windows;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class AttributionPropertiesTests {

	@Test
	void defaultsReachBackAsFarAsTheLog() {
		AttributionProperties properties = new Binder(new MapConfigurationPropertySource(Map.of()))
			.bindOrCreate("beckon.attribution", AttributionProperties.class);

		assertThat(properties).isEqualTo(new AttributionProperties(true, Duration.ofDays(7), 200_000, 50_000,
				new Windows(Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofDays(3))));
	}

}
