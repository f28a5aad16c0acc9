package dev.beckon;

import java.time.Duration;

import dev.beckon.Shop.Answer;
import dev.beckon.stack.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The main job: a click changes the visitor's next answer. */
@IntegrationTest
class ClickToAnswerIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	@LocalServerPort
	private int port;

	private Shop shop;

	@BeforeEach
	void othersWentFromSneakersToLacesAndFromKettlesToTea() {
		this.shop = new Shop(this.port);
		for (int i = 0; i < 5; i++) {
			assertThat(this.shop.views("walker-" + i, "sneaker", "laces").status()).isEqualTo(202);
			assertThat(this.shop.views("drinker-" + i, "kettle", "tea").status()).isEqualTo(202);
		}
	}

	@Test
	void aClickChangesTheVisitorsNextAnswer() {
		this.shop.views("shopper", "sneaker");
		await().atMost(SOON).untilAsserted(() -> {
			Answer answer = this.shop.recommendations("shopper");
			assertThat(answer.text("source")).as(answer.body().toString()).isEqualTo("profile");
			assertThat(answer.itemIds()).first().isEqualTo("laces");
			assertThat(answer.body().at("/items/0/because").asText()).isEqualTo("sneaker");
		});

		this.shop.views("shopper", "kettle");
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.shop.recommendations("shopper").itemIds()).first().isEqualTo("tea"));
	}

}
