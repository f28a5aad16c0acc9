package dev.beckon;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.beckon.browser.Pictures;
import dev.beckon.browser.WithChromium;
import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The switchboard as a page, in a real browser. */
@WithChromium
@IntegrationTest
class SwitchboardPageIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final String BOARD = "/actuator/switchboard";

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	private Shop management;

	@BeforeEach
	void anOperatorComes() {
		this.management = new Shop(this.managementPort);
	}

	@AfterEach
	void theSwitchIsAutomaticAgain() {
		this.management.delete(BOARD + "/similar?owner=shop&reason=over");
		await().atMost(SOON)
			.until(() -> this.management.get(BOARD + "/similar")
				.body()
				.at("/here/state")
				.asText()
				.equals("metrics_only"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "switchboard", "switchboard.js", "switchboard.css" })
	void thePageLoadsNothingOfOthersAndRunsNoScriptInsideIt(String file) throws Exception {
		HttpResponse<String> served = fetch(this.management, "/console/" + file);

		assertThat(served.statusCode()).isEqualTo(200);
		assertThat(served.headers().firstValue("Content-Security-Policy").orElseThrow())
			.contains("default-src 'none'", "script-src 'self'")
			.doesNotContain("unsafe");
		assertThat(served.body()).doesNotContain("http:", "https:", "innerHTML", " onclick=", "<script>", "eval(");
		assertThat(fetch(new Shop(this.port), "/console/" + file).statusCode()).isEqualTo(401);
	}

	@Test
	void whatPeopleTypeIsShownAsTheyTypedItAndCannotRun(BrowserContext window) {
		String markup = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>";
		this.management.put(BOARD + "/similar", "{\"mode\":\"forced_closed\",\"expiresIn\":\"1h\","
				+ "\"owner\":\"<b>me</b>\",\"reason\":\"" + markup + "\"}");
		await().atMost(SOON).until(() -> !this.management.get(BOARD + "/similar").body().path("holding").isNull());

		Page page = logIn(window, this.management);

		assertThat(row(page, "similar")).containsText("<b>me</b>");
		assertThat(row(page, "similar")).containsText(markup);
		assertThat(page.evaluate("() => window.hacked === undefined && !document.querySelector('td img, td script')"))
			.isEqualTo(true);
	}

	@Test
	void aSwitchThatIsTurnedIsFollowedByEveryProcessUntilItsTimeIsOver(BrowserContext window, LocalStack stack) {
		try (Beckon there = Beckon.start(stack, Map.of("beckon.ops.process", "shop-2"))) {
			await().atMost(SOON).until(() -> there.get("/actuator/health/readiness").status() == 200);
			Page page = logIn(window, there.management());
			await().atMost(SOON).until(() -> there.get(BOARD).body().path("processes").size() >= 2);
			assertThat(page.locator("#fleet")).containsText(" processes");

			Pictures.prepare(() -> ask(there));

			turnOff(page, "similar");

			assertThat(row(page, "similar")).containsText(" × forced open");
			assertThat(row(page, "similar")).not().containsText("measured");
			assertThat(row(page, "similar")).containsText("the index is stale");
			assertThat(there.get(BOARD + "/similar").body().at("/here/state").asText()).isEqualTo("forced_open");
			assertThat(page.locator("#audit tr").first()).containsText("local-sre");
			page.setViewportSize(1200, 590);
			Pictures.take(page, "switchboard.png");
			letExpire();
			assertThat(row(page, "similar")).containsText(Pattern.compile("automatic.* × measured", Pattern.DOTALL));
			assertThat(row(page, "similar")).not().containsText("forced open");
			assertThat(there.get(BOARD + "/similar").body().at("/here/state").asText()).isEqualTo("metrics_only");
		}
	}

	/** Has every breaker and source something to measure. */
	private static void ask(Beckon process) {
		for (int i = 0; i < 2_000; i++) {
			process.shop().views("asking-" + i % 50, "boot", "sandal");
			process.shop()
				.get("/v1/recommendations?placement=product&itemId=boot&category=shoes&visitorId=asking-" + i % 50);
		}
	}

	/** Turns a source off for some time, which takes a reason and has to be confirmed. */
	private static void turnOff(Page page, String name) {
		page.locator("button[data-name='" + name + "']").click();
		page.locator("input[name='owner']").fill("shop team");
		page.locator("input[name='reason']").fill("the index is stale");
		page.locator("#submit").click();
		assertThat(page.locator("#problem")).containsText("confirm");
		page.locator("input[name='confirm']").fill(name);
		page.locator("#submit").click();
	}

	/** The page offers a quarter of an hour at the least, so a shorter time is sent. */
	private void letExpire() {
		this.management.put(BOARD + "/similar",
				"{\"mode\":\"forced_open\",\"expiresIn\":\"3s\",\"owner\":\"shop team\","
						+ "\"reason\":\"the index is stale\",\"confirm\":\"similar\"}");
	}

	@Test
	void whoHasNotLoggedInIsShownWhereToAndWhoIsNoSreMayNotTurn(BrowserContext window) {
		Page page = window.newPage();
		page.navigate(this.management.url() + "/console/switchboard");
		assertThat(page.locator("main")).containsText("local-sre");
		page.locator("input[name='key']").fill("local-storefront");
		page.locator("button").click();
		assertThat(page.locator("[role=status]")).containsText("did not work");

		page.locator("input[name='key']").fill("local-marketer");
		page.locator("button").click();
		page.waitForURL("**/console/**");
		page.navigate(this.management.url() + "/console/switchboard");
		assertThat(page.locator("#state")).containsText("Only the role sre");
	}

	private static Page logIn(BrowserContext window, Shop management) {
		Page page = window.newPage();
		page.navigate(management.url() + "/console/switchboard");
		page.locator("input[name='key']").fill("local-sre");
		page.locator("button").click();
		row(page, "similar").waitFor();
		return page;
	}

	private static Locator row(Page page, String name) {
		return page.locator("#switches tr")
			.filter(new Locator.FilterOptions().setHas(page.locator("button[data-name='" + name + "']")));
	}

	private static HttpResponse<String> fetch(Shop port, String path) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(
					HttpRequest.newBuilder(URI.create(port.url() + path)).header("X-Api-Key", "local-sre").build(),
					BodyHandlers.ofString());
		}
	}

}
