package dev.beckon.index;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class IndexPropertiesTests {

	@Test
	void defaultsHoldTwoMillionSessionsInHalfAGigabyte() {
		IndexProperties properties = new Binder(new MapConfigurationPropertySource(Map.of()))
			.bindOrCreate("beckon.index", IndexProperties.class);

		assertThat(properties.bounds()).isEqualTo(new IndexBounds(2_000_000, 1_000_000, 512L << 20, 50, 256, 2));
		assertThat(properties.model()).isNull();
	}

}
