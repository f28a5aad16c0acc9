package dev.beckon.access;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ApiKeysTests {

	private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

	private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

	private final InstantSource clock = this.now::get;

	@Test
	void aKeyIsGoodByItsHashAlone() {
		ApiKeys keys = new ApiKeys(List.of(key("shop", "secret", null)), this.clock);

		assertThat(keys.find("secret")).isNotNull().extracting(Caller::getName).isEqualTo("shop");
		assertThat(keys.find("Secret")).isNull();
		assertThat(keys.find("")).isNull();
		assertThat(keys.find(ApiKeys.sha256("secret"))).isNull();
	}

	@Test
	void twoKeysOfOneNameAreGoodUntilTheOldOneExpires() {
		ApiKeys keys = new ApiKeys(List.of(key("shop", "old", NOON.plusSeconds(60)), key("shop", "new", null)),
				this.clock);
		assertThat(keys.find("old")).isNotNull();
		Caller loggedIn = keys.find("old");

		this.now.set(NOON.plusSeconds(60));

		assertThat(keys.find("old")).isNull();
		assertThat(keys.find("new")).isNotNull();
		assertThat(loggedIn).isNotNull().matches((caller) -> !caller.isAuthenticated(), "logged out by itself");
	}

	@Test
	void aPageOfAnotherOriginMayNotUseTheKey() {
		ApiKeys keys = new ApiKeys(List.of(
				new ApiKey("shop", ApiKeys.sha256("public"), Set.of(Role.STOREFRONT), null,
						List.of("https://shop.example", "https://*.shop.example"), false),
				key("server", "secret", null)), this.clock);

		assertThat(mayComeFrom(keys, "public", "https://shop.example")).isTrue();
		assertThat(mayComeFrom(keys, "public", "https://de.shop.example")).isTrue();
		assertThat(mayComeFrom(keys, "public", "https://shop.example.evil.example")).isFalse();
		assertThat(mayComeFrom(keys, "public", "null")).isFalse();
		assertThat(mayComeFrom(keys, "public", null)).isTrue();
		assertThat(mayComeFrom(keys, "public", "http://localhost")).isTrue();
		assertThat(mayComeFrom(keys, "secret", "https://shop.example")).isFalse();
		assertThat(keys.origins()).containsExactlyInAnyOrder("https://shop.example", "https://*.shop.example");
	}

	@Test
	void aKeyThatCannotBeMeantIsRefusedAtTheStart() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ApiKeys(List.of(key("a", "same", null), key("b", "same", null)), this.clock));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ApiKey("shop", "secret", Set.of(Role.SRE), null, List.of(), false));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ApiKey("shop", ApiKeys.sha256("x"), Set.of(), null, List.of(), false));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ApiKey("a shop", ApiKeys.sha256("x"), Set.of(Role.SRE), null, List.of(), false));
	}

	private static boolean mayComeFrom(ApiKeys keys, String key, @Nullable String origin) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/events");
		if (origin != null) {
			request.addHeader("Origin", origin);
		}
		Caller caller = keys.find(key);
		return caller != null && caller.mayComeFrom(request);
	}

	private static ApiKey key(String name, String key, @Nullable Instant expires) {
		return new ApiKey(name, ApiKeys.sha256(key), Set.of(Role.STOREFRONT), expires, List.of(), false);
	}

}
