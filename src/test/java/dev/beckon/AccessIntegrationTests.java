package dev.beckon;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.WithLocalStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who is let in to a service that has keys and an identity provider of its own. */
@WithLocalStack
@TestInstance(Lifecycle.PER_CLASS)
class AccessIntegrationTests {

	private static final String SHOP = "https://shop.test";

	private static final String ANSWER = "/v1/recommendations?visitorId=v";

	private static final String BOARD = "/actuator/switchboard";

	private static final int KEY_RATE = 150;

	private static final int VISITOR_RATE = 40;

	private static final List<Key> KEYS = List.of(
			new Key("storefront", "storefront-key", "storefront", "origins", SHOP),
			new Key("storefront", "next-key", "storefront", "origins", SHOP),
			new Key("storefront", "last-key", "storefront", "expires", "2026-01-01T00:00:00Z"),
			new Key("hasty", "hasty-key", "storefront", "read-only", "false"),
			new Key("marketer", "marketer-key", "marketer", "read-only", "false"),
			new Key("sre", "sre-key", "sre", "read-only", "false"),
			new Key("scraper", "scraper-key", "sre", "read-only", "true"),
			new Key("admin", "admin-key", "admin", "read-only", "false"));

	/** A key, with one thing more that is configured of it. */
	private record Key(String name, String key, String role, String more, String value) {

		Map<String, String> properties(String at) throws NoSuchAlgorithmException {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(this.key.getBytes(StandardCharsets.UTF_8));
			return Map.of(at + "name", this.name, at + "sha256", HexFormat.of().formatHex(hash), at + "roles",
					this.role, at + this.more, this.value);
		}

	}

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(10))
		.build();

	private Issuer issuer;

	private Beckon beckon;

	@BeforeAll
	void start(LocalStack stack) throws Exception {
		this.issuer = new Issuer();
		Map<String, String> own = new HashMap<>(Map.of("beckon.access.local-keys", "false", "beckon.access.key-rate",
				Integer.toString(KEY_RATE), "beckon.access.visitor-rate", Integer.toString(VISITOR_RATE),
				"beckon.access.people.issuer", this.issuer.url(), "beckon.access.people.client-id", "console",
				"beckon.access.people.client-secret", "secret", "beckon.recommend.warm-up.enabled", "false"));
		for (int i = 0; i < KEYS.size(); i++) {
			own.putAll(KEYS.get(i).properties("beckon.access.keys[" + i + "]."));
		}
		this.beckon = Beckon.start(stack, own);
	}

	@AfterAll
	void stop() {
		this.beckon.close();
		this.issuer.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			GET    | /v1/recommendations?visitorId=v           | storefront admin
			HEAD   | /v1/recommendations?visitorId=v           | storefront admin
			POST   | /v1/recommendations/page                  | storefront admin
			POST   | /v1/events                                | storefront admin
			GET    | /v1/popular                               | storefront admin
			GET    | /v1/items/i/similar                       | storefront admin
			POST   | /v1/visitors/v/merge                      | storefront admin
			PUT    | /v1/items                                 | admin
			GET    | /v1/visitors/v                            | admin
			DELETE | /v1/visitors/v                            | admin
			GET    | /v1/nothing                               | admin
			GET    | /actuator/prometheus                      | sre scraper
			GET    | /actuator/metrics                         | sre scraper
			GET    | /actuator/circuitbreakers                 | sre scraper
			POST   | /actuator/circuitbreakers/none            | sre
			GET    | /actuator/switchboard                     | sre scraper
			PUT    | /actuator/switchboard/none                | sre
			DELETE | /actuator/switchboard/none?owner=o&reason=r | sre
			GET    | /console/switchboard                      | marketer sre scraper
			HEAD   | /console/switchboard                      | marketer sre scraper
			PUT    | /console/rules/none                       | marketer
			GET    | /actuator/health                          | storefront marketer sre admin scraper nobody
			GET    | /actuator/health/readiness                | storefront marketer sre admin scraper nobody
			""")
	void eachRoleMayDoWhatIsItsOwn(String method, String path, String allowed) {
		Set<String> may = Set.of(allowed.split(" "));
		for (String who : List.of("storefront", "marketer", "sre", "admin", "scraper", "nobody")) {
			HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString("{}"))
				.header("Content-Type", "application/json");
			HttpResponse<String> answer = send(
					who.equals("nobody") ? request : request.header("X-Api-Key", who + "-key"));
			if (may.contains(who)) {
				assertThat(answer.statusCode()).as(who).isNotIn(401, 403);
			}
			else if (method.equals("HEAD")) {
				assertThat(answer.statusCode()).as(who).isEqualTo(who.equals("nobody") ? 401 : 403);
			}
			else {
				assertRefused(answer, who.equals("nobody") ? 401 : 403);
			}
		}
	}

	@Test
	void whetherTheProcessIsWellIsForAllAndWhyNotIsForTheSre() {
		HttpResponse<String> forAll = send(request("/actuator/health"));
		assertThat(forAll.body()).contains("status").doesNotContain("components", "details", "beckon.", "path");
		assertThat(send(request("/actuator/health/readiness")).body()).doesNotContain("components", "beckon.");
		assertThat(send(request("/actuator/health").header("X-Api-Key", "marketer-key")).body())
			.doesNotContain("components");

		assertThat(send(request("/actuator/health").header("X-Api-Key", "scraper-key")).body()).contains("components",
				"beckon.sessions");
	}

	@ParameterizedTest
	@ValueSource(strings = { "local-storefront", "local-admin", "local-sre", "last-key", "guess", " " })
	void aKeyThatIsNotGoodIsNobody(String key) {
		assertRefused(send(request(ANSWER).header("X-Api-Key", key)), 401);
		assertRefused(send(request(BOARD).header("X-Api-Key", key)), 401);
		assertRefused(send(request(BOARD).header("Authorization", "Bearer " + key)), 401);
	}

	@Test
	void severalKeysOfOneNameAreGoodAtOnceAndABearerTokenMayBeAKey() {
		assertThat(send(request(ANSWER).header("X-Api-Key", "storefront-key")).statusCode()).isEqualTo(200);
		assertThat(send(request(ANSWER).header("X-Api-Key", "next-key")).statusCode()).isEqualTo(200);
		assertThat(send(request("/actuator/prometheus").header("Authorization", "Bearer scraper-key")).statusCode())
			.isNotIn(401, 403);
	}

	@Test
	void pagesOfTheShopMayAskAndThoseOfOthersMayNot() {
		HttpResponse<String> allowed = preflight(SHOP);
		assertThat(allowed.statusCode()).isEqualTo(200);
		assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SHOP);
		assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElseThrow()).isEqualTo("x-api-key");
		assertRefused(preflight("https://evil.test"), 403);

		HttpResponse<String> asked = send(request(ANSWER).header("X-Api-Key", "next-key").header("Origin", SHOP));
		assertThat(asked.headers().firstValue("Access-Control-Allow-Origin")).hasValue(SHOP);
		assertRefused(send(request(ANSWER).header("X-Api-Key", "next-key").header("Origin", "https://evil.test")), 403);
		assertRefused(send(request(ANSWER).header("X-Api-Key", "admin-key").header("Origin", SHOP)), 403);
		assertRefused(send(request(BOARD).method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", SHOP)
			.header("Access-Control-Request-Method", "PUT")), 401);
	}

	@Test
	void aBeaconCarriesItsKeyInTheQueryAndNothingElseDoes() {
		String event = Shop.event("beacon", "view_item", "of-a-beacon", "i", Instant.now());
		HttpRequest.Builder beacon = request("/v1/events?key=storefront-key").header("Origin", SHOP)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(event));
		assertThat(send(beacon).statusCode()).isEqualTo(202);
		assertRefused(send(request("/v1/events?key=admin-key").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(event))), 401);
		assertRefused(send(request(ANSWER + "&key=storefront-key")), 401);
	}

	@Test
	void aKeyThatAsksTooMuchIsToldWhenToComeBackAndTheOthersAreNotHeldUp() {
		List<CompletableFuture<HttpResponse<String>>> asked = IntStream.range(0, 4 * KEY_RATE)
			.mapToObj((i) -> this.http.sendAsync(request(ANSWER + "-" + i).header("X-Api-Key", "hasty-key").build(),
					BodyHandlers.ofString()))
			.toList();
		List<HttpResponse<String>> answers = asked.stream().map(CompletableFuture::join).toList();

		assertThat(answers).extracting(HttpResponse::statusCode).contains(200, 429).doesNotContain(500, 503);
		HttpResponse<String> refused = answers.stream().filter((one) -> one.statusCode() == 429).findFirst().get();
		assertRefused(refused, 429);
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(send(request(ANSWER).header("X-Api-Key", "next-key")).statusCode()).isEqualTo(200);
	}

	@Test
	void aVisitorWhoDoesTooMuchIsToldSoAndTheOthersAreNotHeldUp() {
		String hasty = "/v1/recommendations?visitorId=hasty";
		for (int i = 0; i < VISITOR_RATE; i++) {
			send(request(hasty).header("X-Api-Key", "admin-key"));
		}
		await().pollInterval(Duration.ofMillis(1)).untilAsserted(() -> {
			HttpResponse<String> refused = send(request(hasty).header("X-Api-Key", "admin-key"));
			assertRefused(refused, 429);
			assertThat(refused.headers().firstValue("Retry-After").orElseThrow()).containsOnlyDigits();
			assertThat(json(refused).path("field").asText()).isEqualTo("visitorId");
		});
		assertThat(send(request(ANSWER).header("X-Api-Key", "admin-key")).statusCode()).isEqualTo(200);

		String events = Stream.concat(IntStream.range(0, VISITOR_RATE).mapToObj((i) -> "hasty"), Stream.of("patient"))
			.map((visitor) -> Shop.event(visitor + Math.random(), "view_item", visitor, "i", Instant.now()))
			.reduce((one, other) -> one + "," + other)
			.orElseThrow();
		HttpResponse<String> taken = send(request("/v1/events").header("X-Api-Key", "admin-key")
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("[" + events + "]")));
		assertThat(taken.statusCode()).isEqualTo(202);
		assertThat(json(taken).findValuesAsText("status")).contains("rejected").endsWith("accepted");
		await().pollInterval(Duration.ofMillis(1)).untilAsserted(() -> {
			HttpResponse<String> alone = send(request("/v1/events").header("X-Api-Key", "admin-key")
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString(Shop.event("one", "view_item", "hasty", "i", Instant.now()))));
			assertThat(alone.statusCode()).isEqualTo(429);
		});
	}

	@Test
	void aPersonIsLetInByATokenOfTheIssuerForThisServiceAlone() throws Exception {
		Map<String, Object> good = Map.of("aud", "beckon", "roles", List.of("beckon-sre"));
		assertThat(byToken(this.issuer.token(good))).isEqualTo(200);
		assertThat(byToken(this.issuer.token(with(good, "roles", List.of("sre", "admin"))))).isEqualTo(403);
		assertThat(byToken(this.issuer.token(with(good, "roles", List.of("beckon-admin"))))).isEqualTo(403);
		assertThat(byToken(this.issuer.token(with(good, "aud", "another-service")))).isEqualTo(401);
		assertThat(byToken(this.issuer.token(with(good, "iss", "https://evil.test")))).isEqualTo(401);
		assertThat(byToken(this.issuer.token(with(good, "exp", Instant.now().minusSeconds(3_600).getEpochSecond()))))
			.isEqualTo(401);
		assertThat(byToken(this.issuer.forged(good))).isEqualTo(401);
		String[] parts = this.issuer.token(good).split("\\.", -1);
		String none = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
		assertThat(byToken(none + "." + parts[1] + ".")).isEqualTo(401);
	}

	@Test
	void aPersonLogsInAtTheIssuerAndTheAuditNamesThem() {
		HttpClient browser = browser();
		HttpResponse<String> login = send(browser, page("/console/switchboard"));
		assertThat(login.uri().getPath()).isEqualTo("/login");
		assertThat(login.body()).contains("/oauth2/authorization/people").doesNotContain("local-sre");

		HttpResponse<String> board = send(browser, page("/oauth2/authorization/people"));
		assertThat(board.statusCode()).as(board.uri() + board.body()).isEqualTo(200);
		assertThat(board.uri().getPath()).isEqualTo("/console/switchboard");

		assertThat(turn(browser, token(browser)).statusCode()).isEqualTo(200);
		await().untilAsserted(() -> assertThat(json(send(browser, page(BOARD + "/audit"))).at("/changes/0/by").asText())
			.isEqualTo("kim"));
	}

	@Test
	void whatAPageOfOthersMakesABrowserSendIsRefused() {
		HttpClient browser = browser();
		send(browser, page("/console/switchboard"));
		HttpResponse<String> loggedIn = logIn(browser, "sre-key");
		assertThat(loggedIn.uri().getPath()).isEqualTo("/console/switchboard");

		assertRefused(turn(browser, "guess"), 403);
		assertThat(turn(browser, token(browser)).statusCode()).isEqualTo(200);
		assertThat(cookies(browser)).anySatisfy((cookie) -> assertThat(cookie).startsWith("JSESSIONID"));
	}

	@Test
	void theSessionsCookieIsOutOfReachOfScriptsAndOtherSites() {
		HttpClient careful = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
		send(careful, page("/login"));
		HttpResponse<String> loggedIn = logIn(careful, "marketer-key");

		assertThat(loggedIn.headers().allValues("Set-Cookie"))
			.anySatisfy((cookie) -> assertThat(cookie).startsWith("JSESSIONID").contains("HttpOnly", "SameSite=Lax"))
			.allSatisfy((cookie) -> assertThat(cookie).contains("SameSite=Lax"));
	}

	@Test
	void whatIsPublicLogsNobodyIn() {
		HttpClient browser = browser();
		send(browser, page("/login"));
		assertThat(logIn(browser, "storefront-key").uri().getQuery()).isEqualTo("error");
		assertThat(logIn(browser, "guess").uri().getQuery()).isEqualTo("error");
	}

	@Test
	void everyAnswerAndEveryPageIsSentWithWhatKeepsItSafe() {
		HttpResponse<String> answer = send(request(ANSWER).header("X-Api-Key", "next-key"));
		assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
		assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
		HttpResponse<String> login = send(page("/login"));
		assertThat(login.headers().firstValue("Content-Security-Policy").orElseThrow())
			.contains("default-src 'none'", "frame-ancestors 'none'")
			.doesNotContain("unsafe");
		assertThat(login.headers().firstValue("X-Frame-Options")).hasValue("DENY");
		assertThat(login.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
		assertThat(send(request("/v3/api-docs")).headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
		assertThat(login.body()).doesNotContain("<script", " style=", " onclick=");
	}

	@Test
	void whatNoClientOfGoodWillSendsIsRefused() {
		assertThat(send(request("/v1//recommendations?visitorId=v").header("X-Api-Key", "next-key")).statusCode())
			.isIn(400, 403);
		assertThat(send(request("/v1/visitors/..%2f..%2factuator").header("X-Api-Key", "next-key")).statusCode())
			.isEqualTo(400);
		assertRefused(send(request("/beckon.js/../v1/visitors/v")), 400);
		assertThat(send(request("/elsewhere")).statusCode()).isEqualTo(401);
		assertThat(send(request("/beckon.js")).statusCode()).isEqualTo(200);
		assertThat(send(request("/beckon.mjs").header("Origin", "https://shop.test")).headers()
			.firstValue("Access-Control-Allow-Origin")).hasValue("*");
	}

	@Test
	void whoIsNotLetInIsCounted() {
		send(request(ANSWER));

		assertThat(send(
				request("/actuator/metrics/beckon.access.refused?tag=reason:unknown").header("X-Api-Key", "sre-key"))
			.body()).contains("COUNT").doesNotContain("\"value\":0.0");
	}

	private int byToken(String token) {
		return send(request(BOARD).header("Authorization", "Bearer " + token)).statusCode();
	}

	private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
		Map<String, Object> changed = new HashMap<>(claims);
		changed.put(name, value);
		return changed;
	}

	private HttpResponse<String> preflight(String origin) {
		return send(request(ANSWER).method("OPTIONS", BodyPublishers.noBody())
			.header("Origin", origin)
			.header("Access-Control-Request-Method", "GET")
			.header("Access-Control-Request-Headers", "x-api-key"));
	}

	private static void assertRefused(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(json(answer).path("status").asInt()).isEqualTo(status);
		assertThat(json(answer).path("detail").asText()).isNotEmpty();
	}

	private static JsonNode json(HttpResponse<String> answer) {
		try {
			return new ObjectMapper().readTree(answer.body());
		}
		catch (java.io.IOException broken) {
			throw new AssertionError(answer.body(), broken);
		}
	}

	/** A browser as far as it goes without a script. */
	private static HttpClient browser() {
		return HttpClient.newBuilder()
			.cookieHandler(new CookieManager())
			.followRedirects(Redirect.ALWAYS)
			.version(HttpClient.Version.HTTP_1_1)
			.build();
	}

	private HttpRequest.Builder page(String path) {
		return request(path).header("Accept", path.startsWith(BOARD) ? "application/json" : "text/html");
	}

	private HttpResponse<String> logIn(HttpClient browser, String key) {
		Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
			.matcher(send(browser, page("/login")).body());
		assertThat(token.find()).isTrue();
		return send(browser, page("/login").header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("key=" + key + "&_csrf=" + token.group(1))));
	}

	private HttpResponse<String> turn(HttpClient browser, String token) {
		return send(browser, page(BOARD + "/similar").header("X-XSRF-TOKEN", token)
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString(
					"{\"mode\":\"forced_closed\",\"expiresIn\":\"1s\",\"owner\":\"shop\",\"reason\":\"a test\"}")));
	}

	/** What a script of the page reads of the cookies. */
	private static String token(HttpClient browser) {
		return cookies(browser).stream()
			.filter((cookie) -> cookie.startsWith("XSRF-TOKEN="))
			.map((cookie) -> cookie.substring("XSRF-TOKEN=".length()))
			.findFirst()
			.orElseThrow();
	}

	private static List<String> cookies(HttpClient browser) {
		CookieManager manager = (CookieManager) browser.cookieHandler().orElseThrow();
		return manager.getCookieStore()
			.getCookies()
			.stream()
			.map((cookie) -> cookie.getName() + "=" + cookie.getValue())
			.toList();
	}

	private HttpRequest.Builder request(String path) {
		boolean management = Stream.of("/actuator", "/console", "/login", "/oauth2").anyMatch(path::startsWith);
		return HttpRequest
			.newBuilder(URI.create((management ? this.beckon.management() : this.beckon.shop()).url() + path));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		return send(this.http, request);
	}

	private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
		try {
			return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
		}
		catch (java.io.IOException failed) {
			throw new AssertionError(failed);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new AssertionError(interrupted);
		}
	}

}
