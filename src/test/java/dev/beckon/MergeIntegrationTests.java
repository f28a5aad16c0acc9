package dev.beckon;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import dev.beckon.Shop.Answer;
import dev.beckon.stack.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An anonymous visitor turns out to be a known one. */
@IntegrationTest
class MergeIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	@LocalServerPort
	private int port;

	private Shop shop;

	private final String anonymous = "anonymous-" + UUID.randomUUID();

	private final String user = "user-" + UUID.randomUUID();

	@BeforeEach
	void open() {
		this.shop = new Shop(this.port);
	}

	@Test
	void whatEitherDidBeforeOrAfterTheMergeIsKnownOfBoth() {
		this.shop.views(this.anonymous, "before");
		assertThat(merge(this.anonymous, this.user).status()).isEqualTo(200);
		this.shop.views(this.user, "as-user");
		this.shop.views(this.anonymous, "after");

		awaitKnown(this.user, "before", "as-user", "after");
		awaitKnown(this.anonymous, "before", "as-user", "after");
		await().atMost(SOON)
			.untilAsserted(() -> assertThat(this.shop.recommendations(this.user).text("source")).isEqualTo("profile"));
	}

	@Test
	void aUserIdOnAnEventMergesOnceAndTheFirstUserStays() {
		this.shop.views(this.user, "earlier");
		String event = Shop.event(UUID.randomUUID().toString(), "view_item", this.anonymous, "now", Instant.now());
		this.shop.post("/v1/events", event.replace("}", ",\"userId\":\"" + this.user + "\"}"));
		awaitKnown(this.user, "earlier", "now");

		assertThat(merge(this.anonymous, this.user).status()).isEqualTo(200);
		Answer another = merge(this.anonymous, "somebody-else");
		assertThat(another.status()).isEqualTo(409);
		assertThat(another.text("field")).isEqualTo("visitorId");
	}

	@Test
	void whoIsForgottenIsForgottenUnderEveryName() {
		this.shop.views(this.anonymous, "before");
		this.shop.views(this.user, "as-user");
		merge(this.anonymous, this.user);
		awaitKnown(this.user, "before", "as-user");

		Answer forgotten = this.shop.delete("/v1/visitors/" + this.user);

		assertThat(forgotten.status()).isEqualTo(200);
		assertThat(forgotten.body().path("profile").asBoolean()).isTrue();
		await().atMost(SOON).untilAsserted(() -> {
			assertThat(this.shop.get("/v1/visitors/" + this.user).status()).isEqualTo(404);
			assertThat(this.shop.get("/v1/visitors/" + this.anonymous).status()).isEqualTo(404);
		});
		this.shop.views(this.anonymous, "new");
		awaitKnown(this.anonymous, "new");
		assertThat(this.shop.get("/v1/visitors/" + this.user).status()).isEqualTo(404);
	}

	@Test
	void aBadMergeIsNamed() {
		assertThat(this.shop.post("/v1/visitors/v/merge", "{}").text("field")).isEqualTo("userId");
		assertThat(merge("v", "v").text("field")).isEqualTo("userId");
		assertThat(merge("v", "").status()).isEqualTo(400);
		assertThat(merge("a%07b", "u").text("field")).isEqualTo("visitorId");
	}

	private Answer merge(String visitor, String into) {
		return this.shop.post("/v1/visitors/" + visitor + "/merge", "{\"userId\":\"" + into + "\"}");
	}

	private void awaitKnown(String visitor, String... items) {
		await().atMost(SOON).untilAsserted(() -> {
			JsonNode known = this.shop.get("/v1/visitors/" + visitor).body();
			assertThat(known.at("/profile/interactions").findValuesAsText("itemId")).containsExactlyInAnyOrder(items);
			assertThat(known.at("/sessions").findValuesAsText("itemId")).containsExactlyInAnyOrder(items);
		});
	}

}
