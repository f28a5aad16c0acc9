package dev.beckon;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import dev.beckon.Shop.Answer;
import dev.beckon.stack.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The marketer's console as a page. */
@IntegrationTest
class ConsolePageIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	@LocalServerPort
	private int port;

	@LocalManagementPort
	private int managementPort;

	private Shop management;

	@BeforeEach
	void aMarketerComes() {
		this.management = new Shop(this.managementPort);
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
		assertThat(fetch(new Shop(this.port), "/console" + file).statusCode()).isEqualTo(404);
	}

	@Test
	void whatComesFromOutsideIsShownAsItIsAndCannotRun(@TempDir Path home) throws Exception {
		String category = "<i>" + UUID.randomUUID();
		String item = "<b>item " + UUID.randomUUID();
		Shop shop = new Shop(this.port);
		shop.put("/v1/items", """
				{"itemId":"%s","title":"<u>Lamp","category":["%s"],"price":10,"available":true}""".formatted(item,
				category));
		Answer made = this.management.post("/console/rules", """
				{"action":"boost","factor":1,"itemId":"%s","owner":"<s>me</s>",
				 "reason":"<img src=x onerror='document.title=1'>"}""".formatted(item));
		assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
		await().atMost(SOON).until(() -> {
			shop.get("/v1/recommendations?visitorId=marked-up&placement=category&category="
					+ URLEncoder.encode(category, StandardCharsets.UTF_8));
			return this.management.get("/console/figures?period=15m").body().toString().contains(category)
					&& this.management.get("/console/rules").body().toString().contains("onerror");
		});

		String page = Browser.dom(this.management.url() + "/console?period=15m", home);
		this.management.delete("/console/rules/" + made.text("id"));

		assertThat(page)
			.contains("&lt;img src=x onerror=", "&lt;s&gt;me&lt;/s&gt;", "&lt;i&gt;", "&lt;u&gt;Lamp",
					"<title>Beckon console</title>")
			.doesNotContain("<img", "<s>me", "<u>Lamp");
	}

	private static HttpResponse<String> fetch(Shop port, String path) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(HttpRequest.newBuilder(URI.create(port.url() + path)).build(), BodyHandlers.ofString());
		}
	}

}
