package dev.beckon;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.beckon.Shop.Answer;
import dev.beckon.browser.WithChromium;
import dev.beckon.catalog.Catalogue;
import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
		assertThat(page.locator("#rules tr").filter(new Locator.FilterOptions().setHasText("Hide " + item)))
			.containsText("over");
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
