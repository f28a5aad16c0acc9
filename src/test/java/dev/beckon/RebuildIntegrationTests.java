package dev.beckon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalRedis;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Profiles that Redis has lost come back from the log without anybody asking for them.
 */
@IntegrationTest
class RebuildIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	@LocalServerPort
	private int port;

	private List<String> visitors = List.of();

	@BeforeEach
	void fortyVisitorsLookedAtTwoItemsAndBoughtAThird() {
		Shop shop = new Shop(this.port);
		String run = UUID.randomUUID().toString();
		this.visitors = IntStream.range(0, 40).mapToObj((i) -> "lost-" + run + "-" + i).toList();
		this.visitors.forEach((visitor) -> {
			assertThat(shop.views(visitor, "sneaker", "laces").status()).isEqualTo(202);
			assertThat(shop.interactions("purchase", visitor, "kettle").status()).isEqualTo(202);
		});
	}

	@Test
	void allOfRedisGoneAndBackEmptyEveryProfileIsAsItWas(LocalRedis redis) {
		Map<String, String> before = wholeProfiles(redis);
		redis.killAll();
		redis.heal();

		await().atMost(SOON).ignoreExceptions().untilAsserted(() -> assertThat(stored(redis)).isEqualTo(before));
	}

	@Test
	void aShardSomebodyEmptiedIsNoticedToo(LocalRedis redis) {
		Map<String, String> before = wholeProfiles(redis);
		redis.primaryOf("profile:" + this.visitors.getFirst()).ask((node) -> node.flushall());

		await().atMost(SOON).untilAsserted(() -> assertThat(stored(redis)).isEqualTo(before));
	}

	/** Once the profile of each visitor holds all three interactions. */
	private Map<String, String> wholeProfiles(LocalRedis redis) {
		Shop shop = new Shop(this.port);
		await().atMost(SOON).untilAsserted(() -> assertThat(this.visitors).allSatisfy((visitor) -> {
			var known = shop.get("/v1/visitors/" + visitor).body();
			assertThat(known.at("/profile/interactions")).hasSize(3);
		}));
		return stored(redis);
	}

	private Map<String, String> stored(LocalRedis redis) {
		try (ProfileBytes profiles = new ProfileBytes(redis)) {
			return profiles.of(this.visitors);
		}
	}

}
