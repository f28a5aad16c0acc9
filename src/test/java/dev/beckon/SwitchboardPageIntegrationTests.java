package dev.beckon;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import dev.beckon.stack.IntegrationTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

/** The switchboard as a page. */
@IntegrationTest
class SwitchboardPageIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

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
		this.management.delete("/actuator/switchboard/similar?owner=shop&reason=over");
		await().atMost(SOON)
			.until(() -> this.management.get("/actuator/switchboard/similar")
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
		assertThat(fetch(new Shop(this.port), "/console/" + file).statusCode()).isEqualTo(404);
	}

	@Test
	void whatPeopleTypeIsShownAsTheyTypedItAndCannotRun(@TempDir Path home) throws Exception {
		this.management.put("/actuator/switchboard/similar",
				"{\"mode\":\"forced_closed\",\"expiresIn\":\"1h\",\"owner\":\"<b>me</b>\","
						+ "\"reason\":\"<img src=x onerror='document.title=1'>\"}");
		await().atMost(SOON)
			.until(() -> !this.management.get("/actuator/switchboard/similar").body().path("holding").isNull());

		String page = browse(this.management.url() + "/console/switchboard", home);

		assertThat(page)
			.contains("&lt;b&gt;me&lt;/b&gt;", "&lt;img src=x onerror=", "<title>Beckon switchboard</title>")
			.doesNotContain("<img", "<b>me");
	}

	/** What a browser has made of a page once its script has run. */
	private static String browse(String url, Path home) throws Exception {
		ProcessBuilder browser = new ProcessBuilder("chromium", "--headless=new", "--no-sandbox", "--disable-gpu",
				"--user-data-dir=" + home, "--virtual-time-budget=5000", "--dump-dom", url)
			.redirectError(Redirect.DISCARD);
		try {
			Process browsing = browser.start();
			String page = new String(browsing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			browsing.waitFor();
			return page;
		}
		catch (IOException absent) {
			return abort("The page is not tried in a browser: chromium is not on the PATH");
		}
	}

	private static HttpResponse<String> fetch(Shop port, String path) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(HttpRequest.newBuilder(URI.create(port.url() + path)).build(), BodyHandlers.ofString());
		}
	}

}
