package dev.beckon.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.sun.net.httpserver.HttpServer;
import dev.beckon.Shop;
import dev.beckon.browser.WithChromium;
import dev.beckon.stack.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code beckon.js} in a real browser, on a page of its own. */
@WithChromium
@IntegrationTest
class ClientScriptIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final Pattern EVENT_ID = Pattern.compile("\"eventId\":\"([^\"]+)\"");

	@LocalServerPort
	private int port;

	private Shop shop;

	private BrowserContext window;

	private Page page;

	private final String visitor = "browser-" + UUID.randomUUID();

	@BeforeEach
	void open(BrowserContext window) {
		this.shop = new Shop(this.port);
		this.window = window;
		this.page = window.newPage();
		blank();
	}

	@ParameterizedTest
	@ValueSource(strings = { "classic", "module" })
	void anEventReachesTheService(String build) {
		if (build.equals("classic")) {
			client("{}");
		}
		else {
			this.page.evaluate("async (visitorId) => { const { create } = await import('/beckon.mjs');"
					+ " window.client = create({ visitorId, apiKey: 'local-storefront' }); }", this.visitor);
		}
		this.page.evaluate("() => client.view({ itemId: 'lamp', price: 12.5 })");

		awaitKnown("lamp");
		awaitQueued(0);
	}

	@Test
	void whatHappensOfflineIsSentOnceTheNetworkIsBack() {
		client("{ retryMs: 60000 }");
		this.window.setOffline(true);
		this.page.evaluate("() => client.view('kept')");
		this.page.waitForFunction("() => window.errors.length > 0");
		awaitQueued(1);

		this.window.setOffline(false);

		awaitQueued(0);
		awaitKnown("kept");
	}

	@Test
	void whatIsQueuedOutlivesThePage() {
		this.page.route("**/v1/events", Route::abort);
		client("{}");
		this.page.evaluate("() => client.addToCart('later')");
		this.page.waitForFunction("() => window.errors.length > 0");
		this.page.unroute("**/v1/events");
		blank();

		client("{}");

		awaitQueued(0);
		awaitKnown("later");
	}

	@Test
	void anEventThatIsSentAgainHasTheSameIdAndCountsOnce() {
		List<String> sent = new CopyOnWriteArrayList<>();
		this.page.route("**/v1/events", (route) -> {
			sent.add(eventId(route.request().postData()));
			APIResponse taken = route.fetch();
			route.fulfill(new Route.FulfillOptions().setResponse(taken).setStatus((sent.size() == 1) ? 503 : 202));
		});
		client("{ retryMs: 50 }");
		this.page.evaluate("() => client.view('twice')");

		awaitQueued(0);
		assertThat(sent).hasSize(2);
		assertThat(sent.getFirst()).isEqualTo(sent.getLast());
		awaitKnown("twice");
	}

	@Test
	void leavingThePageSendsWhatIsGathered() {
		client("{ batchMs: 600000 }");
		this.page.evaluate("() => client.purchase(['ring', { itemId: 'box', quantity: 2 }])");
		blank();

		awaitKnown("ring", "box");
	}

	@Test
	void anAnswerThatDoesNotComeInTimeIsTheLastResort() {
		this.page.route("**/v1/recommendations/page", (route) -> {
		});
		client("{ deadlineMs: 30, lastResort: ['a', 'b', 'c'] }");

		assertThat(answer("{ placement: 'product', itemId: 'a', limit: 2 }")).isEqualTo("client client_timeout b,c");
	}

	@Test
	void aServiceThatIsAwayAndCallsThatMakeNoSenseBreakNothing() {
		client("{}");
		assertThat(answer("{ placement: 'home' }")).doesNotStartWith("client");
		this.page.route("**/v1/**", Route::abort);

		assertThat(answer("{ placement: 'home', limit: 1 }")).startsWith("client client_error");
		Object threw = this.page.evaluate(
				"""
						async () => {
						  try {
						    client.view(null); client.purchase(); client.clicked(null); client.identify(); client.setConsent('x');
						    Beckon.create({ onError() { throw new Error('the page itself'); }, lastResort: () => { throw 1; } })
						      .view({ get itemId() { throw new Error('odd'); } });
						    await client.page({ rows: [null] }); await client.page('odd'); await client.flush();
						    return 'nothing';
						  } catch (error) { return String(error); }
						}""");
		assertThat(threw).isEqualTo("nothing");
	}

	@Test
	void aVisitorWhoSignsInKeepsTheirHistoryAndWhoSignsOutIsSomebodyElse() {
		this.page.addScriptTag(new Page.AddScriptTagOptions().setUrl("http://localhost:" + this.port + "/beckon.js"));
		Object user = "user-" + this.visitor;
		this.page.evaluate(
				"(user) => { window.client = Beckon.create({ apiKey: 'local-storefront' }); client.view('before'); client.identify(user);"
						+ " client.view('after'); }",
				user);
		await().atMost(SOON).untilAsserted(() -> assertThat(known(user.toString())).contains("before", "after"));
		String first = String.valueOf(this.page.evaluate("() => client.visitorId"));

		this.page.evaluate("() => client.signOut()");
		assertThat(this.page.evaluate("() => client.visitorId")).isNotNull().isNotEqualTo(first);
	}

	@Test
	void aPageOfAnotherOriginAsksTellsAndLeavesWithTheKeysLeave() throws IOException {
		HttpServer shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		shop.createContext("/", (asked) -> {
			asked.getResponseHeaders().set("Content-Type", "text/html");
			asked.sendResponseHeaders(200, 0);
			asked.close();
		});
		shop.start();
		try {
			this.page.navigate("http://127.0.0.1:" + shop.getAddress().getPort());
			client("{ url: 'http://localhost:" + this.port + "', batchMs: 600000, deadlineMs: 10000 }");
			assertThat(answer("{ placement: 'home' }")).as(errors()).doesNotStartWith("client");
			this.page.evaluate("() => client.view('from-afar')");

			blank();

			awaitKnown("from-afar");
		}
		finally {
			shop.stop(0);
		}
	}

	@Test
	void aKeyThatIsNotGoodBreaksNothingAndLosesNothing() {
		client("{ apiKey: 'not-good', retryMs: 60000, lastResort: ['a'] }");
		this.page.evaluate("() => client.view('kept')");
		this.page.waitForFunction("() => window.errors.some((error) => error.includes('401'))");
		assertThat(answer("{ placement: 'home' }")).isEqualTo("client client_error a");
		awaitQueued(1);
		blank();

		client("{}");

		awaitQueued(0);
		awaitKnown("kept");
	}

	@Test
	void whatHappensAtOnceIsSentTogether() {
		List<String> sent = new CopyOnWriteArrayList<>();
		this.page.onRequest((request) -> {
			if (request.url().contains("/v1/events")) {
				sent.add(request.postData());
			}
		});
		client("{ batchMs: 200 }");
		this.page.evaluate("() => { client.view('one'); client.addToCart('one'); client.addToWishlist('two'); }");

		awaitQueued(0);
		assertThat(sent).hasSize(1);
		assertThat(EVENT_ID.matcher(sent.getFirst()).results()).hasSize(3);
	}

	@Test
	void withoutConsentNothingIsSentOrKeptUntilThereIsSome() {
		List<String> sent = new CopyOnWriteArrayList<>();
		this.page.onRequest((request) -> sent.add(request.url() + request.postData()));
		client("{ consent: false, batchMs: 10 }");
		this.page.evaluate("() => client.view('unseen')");
		assertThat(answer("{ placement: 'home' }")).doesNotStartWith("client");
		assertThat(sent).noneMatch((request) -> request.contains("/v1/events"))
			.noneMatch((request) -> request.contains(this.visitor))
			.anyMatch((request) -> request.contains("\"consent\":false"));
		assertThat(this.page.evaluate("() => [client.visitorId, client.queued, localStorage.length]"))
			.isEqualTo(Arrays.asList(null, 0, 0));

		this.page.evaluate("() => { client.setConsent(true); client.view('seen'); }");

		awaitKnown("seen");
	}

	/** A page of the service's origin that runs nothing of its own. */
	private void blank() {
		this.page.navigate("http://localhost:" + this.port + "/shop/blank.html");
	}

	private void client(String options) {
		this.page.addScriptTag(new Page.AddScriptTagOptions().setUrl("http://localhost:" + this.port + "/beckon.js"));
		this.page.evaluate(
				"""
						([visitorId, options]) => {
						  window.errors = [];
						  window.client = Beckon.create({ visitorId, apiKey: 'local-storefront', onError: (error) => errors.push(String(error)), ...options });
						}""",
				List.of(this.visitor, this.page.evaluate("() => (" + options + ")")));
	}

	private String answer(String row) {
		return String.valueOf(this.page.evaluate("async () => { const a = await client.recommend(" + row
				+ "); return [a.source, a.fallbackReason, a.items.map((i) => i.itemId)].join(' '); }"));
	}

	private String errors() {
		return String.valueOf(this.page.evaluate("() => errors"));
	}

	private void awaitQueued(int events) {
		this.page.waitForFunction("(events) => client.queued === events", events);
	}

	private void awaitKnown(String... items) {
		await().atMost(SOON).untilAsserted(() -> assertThat(known(this.visitor)).containsExactlyInAnyOrder(items));
	}

	private List<String> known(String visitorId) {
		return this.shop.get("/v1/visitors/" + visitorId).body().at("/profile/interactions").findValuesAsText("itemId");
	}

	private static String eventId(String body) {
		Matcher matcher = EVENT_ID.matcher(body);
		return matcher.find() ? matcher.group(1) : "none";
	}

}
