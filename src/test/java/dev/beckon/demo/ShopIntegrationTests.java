package dev.beckon.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.beckon.Shelves;
import dev.beckon.Shop;
import dev.beckon.browser.Pictures;
import dev.beckon.browser.WithChromium;
import dev.beckon.catalog.Catalogue;
import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import dev.beckon.stack.LocalRedis;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A shopper in the demo shop, in a real browser. */
@WithChromium
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final String FOR_YOU = "section[aria-label='For you']";

	private static final String MORE = "section[aria-label='More for you']";

	private final List<DemoItem> items = DemoCatalogue.items(DemoShop.SEED);

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	@Autowired
	private Catalogue catalogue;

	@Autowired
	private MeterRegistry meters;

	private Page page;

	/** The demo's catalogue and its past visits, as the local stack has them. */
	@BeforeAll
	void fill() {
		DemoShop demo = new DemoShop("http://localhost:" + this.port);
		demo.sendCatalogue();
		try (DemoShoppers shoppers = new DemoShoppers(demo, Clock.systemUTC())) {
			shoppers.sendPast();
		}
		Shop shop = new Shop(this.port);
		await().atMost(SOON).until(() -> shop.get("/v1/items/tents-3/similar").itemIds().size() >= 6);
		await().atMost(SOON).until(() -> shop.get("/v1/popular?category=toys/puzzles").itemIds().size() >= 6);
	}

	@BeforeEach
	void open(BrowserContext window) {
		this.page = window.newPage();
	}

	/** Leaves no catalogue behind: other tests share the service. */
	@AfterAll
	void takeTheItemsOutOfTheCatalogue(LocalKafka kafka) {
		List<String> itemIds = this.items.stream().map(DemoItem::itemId).toList();
		Shelves.clear(kafka, itemIds);
		await().atMost(SOON).until(() -> itemIds.stream().allMatch((itemId) -> this.catalogue.find(itemId) == null));
	}

	@Test
	void aClickChangesTheRowsAndTheySayWhy() {
		visit("#/");
		this.page.locator("label:has(#explain)").click();
		assertThat(this.page.locator(FOR_YOU + " .source")).isVisible();
		assertThat(this.page.locator(FOR_YOU + " .reason"))
			.hasText(Pattern.compile("reason: (unknown_visitor|store_timeout)"));
		List<String> before = items(FOR_YOU);

		this.page.locator("#categories a", new Page.LocatorOptions().setHasText("Tents")).click();
		this.page.locator(".grid .item").first().click();

		assertThat(this.page.locator(MORE + " .source")).hasText("profile");
		assertThat(this.page.locator(MORE + " .because").first()).isVisible();
		Pictures.take(this.page, "shop.png");
		this.page.locator(".brand").click();
		assertThat(this.page.locator(FOR_YOU + " .source")).hasText("profile");
		assertThat(items(FOR_YOU)).isNotEqualTo(before);
	}

	@Test
	void aClickOnARecommendationNamesTheAnswerThatShowedIt() {
		visit("#/");
		String answer = this.page.locator(FOR_YOU).getAttribute("data-answer");
		var sent = this.page.waitForRequest("**/v1/events",
				() -> this.page.locator(FOR_YOU + " .item").first().click());

		assertThat(answer).isNotEqualTo("none");
		assertThat(sent.postData()).contains("\"recommendationId\":\"" + answer + '"', "\"placement\":\"home\"");
	}

	@Test
	void whatIsBoughtLeavesTheCartAndTheRows() {
		visit("#/p/tents-3");
		this.page.locator("#add").click();
		assertThat(this.page.locator("#cart-count")).hasText("1");
		this.page.locator(".cart").click();
		this.page.locator("#buy").click();

		assertThat(this.page.locator(".notice")).isVisible();
		assertThat(this.page.locator("#cart-count")).hasText("0");
		assertThat(this.page.locator(FOR_YOU)).hasAttribute("data-source", "profile");
		assertThat(this.page.locator(".row .item[data-item='tents-3']")).hasCount(0);
	}

	@Test
	void theRowsStayFullAndSayWhyWhileAllOfRedisIsDead(LocalRedis redis) {
		visit("#/p/tents-3");
		this.page.locator("label:has(#explain)").click();
		assertThat(this.page.locator(MORE + " .source")).hasText("profile");
		double before = fallbacks();

		redis.killAll();
		this.page.locator(MORE + " .item").first().click();

		assertThat(this.page.locator(MORE + " .source")).hasText("session_view");
		assertThat(this.page.locator(MORE + " .reason"))
			.hasText(Pattern.compile("reason: (store_error|store_timeout|breaker_open)"));
		assertThat(this.page.locator(MORE + " .item")).hasCount(6);
		assertThat(fallbacks()).isGreaterThan(before);
		Page console = console();
		assertThat(console.locator("#fallback-rate")).hasText(Pattern.compile("[1-9]"));
		console.locator("[data-by='reason']").click();
		assertThat(console.locator("#groups")).containsText(Pattern.compile("store|breaker", Pattern.CASE_INSENSITIVE));
	}

	/** The console as a marketer sees it. */
	private Page console() {
		Page console = this.page.context().newPage();
		console.navigate("http://localhost:" + this.managementPort + "/console");
		console.locator("input[name='key']").fill("local-marketer");
		console.locator("button").click();
		return console;
	}

	/** Answers so far that fell back because something is broken. */
	private double fallbacks() {
		return this.meters.find("beckon.answers")
			.counters()
			.stream()
			.filter((counter) -> Set.of("store_error", "store_timeout", "breaker_open")
				.contains(counter.getId().getTag("reason")))
			.mapToDouble(Counter::count)
			.sum();
	}

	@Test
	void withoutConsentNothingIsSentAndNothingIsKept() {
		visit("#/");
		this.page.locator("label:has(#consent)").click();
		assertThat(this.page.locator("#visitor")).hasText("Nobody in particular");
		this.page.route("**/v1/events", Route::abort);
		List<String> sent = new CopyOnWriteArrayList<>();
		this.page.onRequest((request) -> sent.add(request.url() + ' ' + request.postData()));

		this.page.locator("#categories a", new Page.LocatorOptions().setHasText("Tents")).click();
		this.page.locator(".grid .item").first().click();

		assertThat(this.page.locator(MORE + " .item").first()).isVisible();
		assertThat(this.page.locator(MORE)).not().hasAttribute("data-source", "profile");
		assertThat(sent).noneMatch((request) -> request.contains("/v1/events"))
			.anyMatch((request) -> request.contains("\"consent\":false"))
			.noneMatch((request) -> request.contains("visitorId"));
		assertThat(this.page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('beckon.'))"))
			.isEqualTo(List.of());
	}

	@Test
	void aTitleThatIsMarkupIsShownAsText() {
		String title = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>";
		this.page.route("**/shop/items.json", (route) -> route.fulfill(new Route.FulfillOptions()
			.setContentType("application/json")
			.setBody("[{\"itemId\":\"x\",\"title\":\"" + title
					+ "\",\"category\":[\"toys\",\"puzzles\"],\"price\":1,\"available\":true,\"attributes\":{}}]")));
		this.page.navigate(url("/shop/#/p/x"));

		assertThat(this.page.locator("h1")).hasText(title);
		assertThat(
				this.page.evaluate("() => window.hacked === undefined && document.querySelector('main img') === null"))
			.isEqualTo(true);
	}

	@Test
	void thePageFitsAPhone() {
		this.page.setViewportSize(390, 844);
		visit("#/p/running-7");
		assertThat(this.page.locator(MORE)).hasAttribute("data-source", Pattern.compile("profile|session_view"));

		assertThat(this.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
	}

	private void visit(String hash) {
		this.page.navigate(url("/shop/" + hash));
		this.page.locator(".row .item").first().waitFor();
	}

	private String url(String path) {
		return "http://localhost:" + this.port + path;
	}

	private List<String> items(String row) {
		Locator items = this.page.locator(row + " .item");
		return items.all().stream().map((item) -> item.getAttribute("data-item")).toList();
	}

}
