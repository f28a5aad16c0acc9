package dev.beckon;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.beckon.Shop.Answer;
import dev.beckon.browser.Pictures;
import dev.beckon.browser.WithChromium;
import dev.beckon.catalog.Catalogue;
import dev.beckon.demo.DemoShop;
import dev.beckon.demo.DemoShoppers;
import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.RedisNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The marketer's console as a page. */
@IntegrationTest
@WithChromium
@TestMethodOrder(OrderAnnotation.class)
class ConsolePageIntegrationTests {

	private static final String RULES = "/console/rules";

	private static final String VISITOR = "console-" + UUID.randomUUID();

	private static final Duration SOON = Duration.ofSeconds(60);

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	private Shop management;

	private final List<String> offered = new ArrayList<>();

	@Autowired
	private Catalogue catalogue;

	@BeforeEach
	void aMarketerComes() {
		this.management = new Shop(this.managementPort);
	}

	@AfterEach
	void noRuleIsInForceAndTheShelvesAreEmptyAgain(LocalKafka kafka) {
		this.management.get(RULES)
			.body()
			.path("rules")
			.forEach((rule) -> this.management.delete(RULES + "/" + rule.path("id").asText()));
		Shelves.clear(kafka, this.offered);
		await().atMost(SOON)
			.until(() -> this.offered.stream().allMatch((itemId) -> this.catalogue.find(itemId) == null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/console.js", "/elements.js", "/charts.js", "/rules.js", "/why.js", "/console.css",
			"/uplot.js", "/uplot.css" })
	void thePageLoadsNothingOfOthersAndRunsNoScriptInsideIt(String file) throws Exception {
		HttpResponse<String> served = fetch(this.management, "/console" + file);

		assertThat(served.statusCode()).isEqualTo(200);
		assertThat(served.headers().firstValue("Content-Security-Policy").orElseThrow())
			.contains("default-src 'none'", "script-src 'self'")
			.doesNotContain("unsafe");
		assertThat(served.body()).doesNotContain(" onclick=", " style=\"", "<script>", "eval(");
		assertThat(fetch(new Shop(this.port), "/console" + file).statusCode()).isEqualTo(401);
	}

	@Test
	void whatComesFromOutsideIsShownAsItIsAndCannotRun(BrowserContext window) {
		String markup = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>";
		Answer answer = shopWithOneItem("<b>" + UUID.randomUUID(), markup);
		Answer made = this.management.post(RULES, """
				{"action":"boost","factor":1,"itemId":"%s","owner":"<b>me</b>","reason":"%s"}"""
			.formatted(answer.itemIds().getFirst(), markup));
		assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
		await().atMost(SOON).until(() -> this.management.get(RULES).body().toString().contains("onerror"));

		Page page = logIn(window);

		assertThat(page.locator("#rules")).containsText(markup);
		assertThat(page.locator("#trending")).containsText(markup);
		assertThat(page.evaluate(
				"() => window.hacked === undefined && !document.querySelector('main img, main script, #rules b')"))
			.isEqualTo(true);
	}

	@Test
	void aMarketerSeesAClickMakesARuleAndAsksWhy(BrowserContext window) {
		Answer answer = shopWithOneItem("rugs-" + UUID.randomUUID(), "Rug");
		String item = answer.itemIds().getFirst();
		new Shop(this.port).post("/v1/events", """
				{"type":"view_item","visitorId":"%s","itemId":"%s","recommendationId":"%s"}""".formatted(VISITOR, item,
				answer.text("recommendationId")));
		await().atMost(SOON).until(() -> figures().at("/figures/total/clicks").asInt() > 0);

		Page page = logIn(window);
		assertThat(page.locator("#answers")).not().hasText("–");
		assertThat(page.locator("#clicks")).not().hasText("0");
		assertThat(page.locator("#rates-chart canvas")).isVisible();
		page.locator("[data-by='category']").click();
		assertThat(page.locator("#groups")).containsText("rugs-");

		hide(page, item);
		assertThat(page.locator("#rules")).containsText("Hide " + item);
		assertThat(page.locator("#rules")).containsText("local-marketer");
		page.locator("#why-form input[name='visitorId']").fill(VISITOR);
		page.locator("#why-form button").click();
		assertThat(page.locator("#why")).containsText("looked at");
		page.locator("button[aria-label='End: Hide " + item + "']").click();
		page.locator("button[aria-label='End: Hide " + item + "']").click();
		assertThat(page.locator("#rules")).not().containsText("Hide " + item);
		page.locator("#show-over").check();
		assertThat(page.locator("#rules tr").filter(new Locator.FilterOptions().setHasText("Hide " + item)))
			.containsText("over");
	}

	/** First, so that its picture shows nothing but its own shop. */
	@Test
	@Order(1)
	void thePageFitsALaptopAndAPhone(BrowserContext window, LocalRedis redis) {
		Pictures.prepare(() -> openAShop(redis));
		Page page = logIn(window);
		assertThat(page.locator("#state")).isEmpty();
		page.setViewportSize(1200, 1010);
		Pictures.take(page, "console.png");
		assertFits(page);

		page.locator("#why-form input[name='visitorId']").fill("v-42");
		page.locator("#why-form button").click();
		assertThat(page.locator("#why h3").first()).hasText("The answer");
		page.locator("#rules-title").evaluate("(title) => title.scrollIntoView()");
		Pictures.take(page, "console-rules.png");
		assertFits(page);
		page.setViewportSize(390, 844);
		assertFits(page);
	}

	/** Charts take a moment to follow the window. */
	private static void assertFits(Page page) {
		await().pollInSameThread().untilAsserted(() -> assertThat(page.evaluate("""
				() => [...document.querySelectorAll('main *')]
				  .filter((one) => !one.closest('.scroll') && one.getBoundingClientRect().right > innerWidth)
				  .map((one) => `${one.tagName} ${one.className} ${one.id}`)""")).isEqualTo(List.of()));
	}

	/** A busy shop, in which a shard dies and comes back and three rules are made. */
	private void openAShop(LocalRedis redis) {
		DemoShop demo = new DemoShop("http://localhost:" + this.port);
		this.offered.addAll(demo.itemIds());
		demo.sendCatalogue();
		try (DemoShoppers shoppers = new DemoShoppers(demo, Clock.systemUTC(), Duration.ofMillis(10))) {
			shoppers.sendPast();
			shoppers.start();
			awaitAnswers(4_000);
			RedisNode primary = redis.primaries().getFirst();
			redis.replicasOf(primary).forEach(RedisNode::kill);
			primary.kill();
			awaitAnswers(5_500);
			redis.heal();
			awaitAnswers(9_000);
		}
		make("""
				"action":"hide","itemId":"running-7","reason":"recalled by its maker\"""");
		make("""
				"action":"boost","category":"outdoor","factor":2,"reason":"the season begins\"""");
		make("""
				"action":"pin","itemId":"tents-4","place":1,"placement":"home","reason":"this week's offer\"""");
		new Shop(this.port).views("v-42", "tents-3", "tents-9", "backpacks-2");
	}

	private void awaitAnswers(int least) {
		await().atMost(Duration.ofMinutes(10)).until(() -> figures().at("/figures/total/answers").asInt() >= least);
	}

	private void make(String what) {
		assertThat(this.management.post(RULES, "{" + what + ",\"owner\":\"shop team\"}").status()).isEqualTo(200);
	}

	/** Makes a rule, after a look at what it does. */
	private static void hide(Page page, String item) {
		page.locator("#new-rule").click();
		page.locator("#rule-form input[value='hide']").check();
		page.locator("#rule-form input[name='target']").fill(item);
		page.locator("#preview").click();
		assertThat(page.locator("#preview-lists h3").first()).hasText("Now");
		page.locator("#rule-submit").click();
		assertThat(page.locator("#rule-problem")).containsText("owner");
		page.locator("#rule-form input[name='owner']").fill("Ana");
		page.locator("#rule-form input[name='reason']").fill("recalled");
		page.locator("#rule-submit").click();
	}

	/** Has a visitor see the one item of a category, and that be counted. */
	private Answer shopWithOneItem(String category, String title) {
		Shop shop = new Shop(this.port);
		this.offered.add("item " + category);
		shop.put("/v1/items", """
				{"itemId":"item %s","title":"%s","category":["%1$s"],"price":10,"available":true}""".formatted(category,
				title));
		String question = "/v1/recommendations?visitorId=" + VISITOR + "&placement=category&limit=1&category="
				+ URLEncoder.encode(category, StandardCharsets.UTF_8);
		await().atMost(SOON)
			.until(() -> shop.get(question).itemIds().contains("item " + category)
					&& figures().toString().contains(category));
		return shop.get(question);
	}

	private JsonNode figures() {
		return this.management.get("/console/figures?period=15m").body();
	}

	private Page logIn(BrowserContext window) {
		Page page = window.newPage();
		page.navigate(this.management.url() + "/console?period=15m");
		page.locator("input[name='key']").fill("local-marketer");
		page.locator("button").click();
		page.locator("#trending li").first().waitFor();
		return page;
	}

	private static HttpResponse<String> fetch(Shop port, String path) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(
					HttpRequest.newBuilder(URI.create(port.url() + path)).header("X-Api-Key", "local-marketer").build(),
					BodyHandlers.ofString());
		}
	}

}
