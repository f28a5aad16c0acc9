package dev.beckon.profile;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

class RedisPropertiesTests {

	@Test
	void defaults() {
		assertThat(bind(Map.of()))
			.isEqualTo(new RedisProperties(List.of("127.0.0.1:6379"), null, null, false, Duration.ofSeconds(1),
					Duration.ofMillis(15), Duration.ofMillis(4), Duration.ofSeconds(1), Duration.ofSeconds(5),
					Duration.ofDays(30), Duration.ofHours(1), true, Duration.ofSeconds(1), Duration.ofSeconds(5)));
	}

	@Test
	void nodesAreHostsWithPorts() {
		var uris = bind(Map.of("beckon.redis.nodes", "redis-0:7000,::1:7001", "beckon.redis.username", "beckon",
				"beckon.redis.password", "open sesame", "beckon.redis.tls", "true"))
			.uris();
		assertThat(uris).extracting((uri) -> uri.getHost() + " " + uri.getPort())
			.containsExactly("redis-0 7000", "::1 7001");
		assertThat(uris).allMatch((uri) -> uri.isSsl());
	}

	@Test
	void thePasswordIsNotSaidAloud() {
		assertThat(bind(Map.of("beckon.redis.password", "open sesame"))).asString().doesNotContain("open sesame");
	}

	private static RedisProperties bind(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("beckon.redis",
				RedisProperties.class);
	}

}
