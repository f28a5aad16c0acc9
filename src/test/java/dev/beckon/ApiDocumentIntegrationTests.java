package dev.beckon;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.beckon.Shop.Answer;
import dev.beckon.browser.WithChromium;
import dev.beckon.catalog.Catalogue;
import dev.beckon.stack.IntegrationTest;
import dev.beckon.stack.LocalKafka;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** {@code /v3/api-docs} lists what there is, and its examples are what happens. */
@WithChromium
@IntegrationTest
class ApiDocumentIntegrationTests {

	private static final String EXAMPLES = "src/main/resources/openapi-examples.json";

	@LocalServerPort
	private int port;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping endpoints;

	@Autowired
	private Catalogue catalogue;

	private Shop shop;

	@BeforeEach
	void open() {
		this.shop = new Shop(this.port);
	}

	@AfterEach
	void takeTheExampleOutOfTheCatalogue(LocalKafka kafka) {
		Shelves.clear(kafka, List.of("running-7"));
		await().until(() -> this.catalogue.find("running-7") == null);
	}

	@Test
	void everyEndpointIsListedWithAnExampleForEachOfItsAnswers() {
		JsonNode paths = this.shop.get("/v3/api-docs").body().path("paths");
		List<String> listed = new ArrayList<>();
		paths.properties().forEach((path) -> path.getValue().properties().forEach((call) -> {
			String name = call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
			listed.add(name);
			assertExamples(name, call.getValue());
		}));

		assertThat(listed).containsExactlyInAnyOrderElementsOf(
				this.endpoints.getHandlerMethods().keySet().stream().flatMap(this::calls).toList());
	}

	private void assertExamples(String name, JsonNode call) {
		assertThat(call.path("summary").asText()).as(name).isNotEmpty();
		assertThat(call.at("/tags/0").asText()).as(name).isIn("Events", "Answers", "Catalogue", "Visitors");
		assertThat(call.path("parameters")).as(name)
			.allSatisfy((parameter) -> assertThat(parameter.has("example")).as(parameter.toString()).isTrue());
		assertThat(call.path("requestBody").isMissingNode()
				|| call.path("requestBody").at("/content/application~1json").has("example"))
			.as(name)
			.isTrue();
		assertThat(call.path("responses")).as(name).hasSizeGreaterThan(1).allSatisfy((answer) -> {
			assertThat(answer.path("content")).isNotEmpty()
				.allSatisfy((body) -> assertThat(body.has("example")).isTrue());
		});
	}

	private Stream<String> calls(RequestMappingInfo mapping) {
		return mapping.getPatternValues()
			.stream()
			.filter((path) -> path.startsWith("/v1/"))
			.flatMap(
					(path) -> mapping.getMethodsCondition().getMethods().stream().map((method) -> method + " " + path));
	}

	@Test
	void everyProblemTheServiceKnowsIsShownSomewhere() {
		List<Integer> shown = this.shop.get("/v3/api-docs")
			.body()
			.path("paths")
			.findValues("status")
			.stream()
			.filter(JsonNode::isInt)
			.map(JsonNode::asInt)
			.toList();

		assertThat(shown).contains(400, 401, 403, 404, 409, 413, 429, 503);
	}

	@Test
	void thePageShowsEveryCallAndLoadsNothingOfOthers(BrowserContext window) {
		List<String> loaded = new CopyOnWriteArrayList<>();
		List<String> complaints = new CopyOnWriteArrayList<>();
		Page page = window.newPage();
		page.onRequest((request) -> loaded.add(request.url()));
		page.onConsoleMessage((message) -> complaints.add(message.text()));
		page.navigate(this.shop.url() + "/swagger-ui/index.html");

		PlaywrightAssertions.assertThat(page.locator(".opblock")).hasCount(9);
		assertThat(loaded).allMatch((url) -> url.startsWith(this.shop.url()) || url.startsWith("data:"));
		assertThat(complaints).noneMatch((complaint) -> complaint.contains("script"));
	}

	static Stream<Map.Entry<String, JsonNode>> examples() throws Exception {
		return new ObjectMapper().readTree(Documents.read(EXAMPLES)).path("calls").properties().stream();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void theExampleIsTakenAndAnsweredInThatForm(Map.Entry<String, JsonNode> example) {
		this.shop.views("v-42", "running-7");
		JsonNode call = example.getValue();
		String status = call.path("answers").fieldNames().next();

		Answer answer = ask(example.getKey(), call.path("parameters"), call.path("request"));

		if (example.getKey().startsWith("GET /v1/visitors")) {
			assertThat(answer.status()).isIn(200, 404);
			return;
		}
		assertThat(answer.status()).as(answer.body().toString()).isEqualTo(Integer.parseInt(status));
		assertThat(answer.body().fieldNames()).toIterable()
			.containsExactlyInAnyOrderElementsOf(() -> call.path("answers").path(status).fieldNames());
	}

	@ParameterizedTest
	@MethodSource("examples")
	void theExampleOfARefusalIsWhatARefusalIs(Map.Entry<String, JsonNode> example) {
		JsonNode wrong = example.getValue().path("wrong");
		Answer answer = ask(example.getKey(), wrong.path("parameters"), wrong.path("body"));

		ObjectNode shown = example.getValue().path("answers").path("400").deepCopy();
		assertThat(answer.body().path("field")).isEqualTo(shown.path("field"));
		assertThat(answer.body().path("detail")).isEqualTo(shown.path("detail"));
		assertThat(answer.status()).isEqualTo(400);
	}

	private Answer ask(String call, JsonNode parameters, JsonNode body) {
		String method = call.substring(0, call.indexOf(' '));
		String path = call.substring(call.indexOf(' ') + 1);
		List<String> query = new ArrayList<>();
		for (Map.Entry<String, JsonNode> parameter : parameters.properties()) {
			String value = URLEncoder.encode(parameter.getValue().isArray() ? parameter.getValue().path(0).asText()
					: parameter.getValue().asText(), UTF_8);
			if (path.contains("{" + parameter.getKey() + "}")) {
				path = path.replace("{" + parameter.getKey() + "}", value);
			}
			else if (!parameter.getKey().startsWith("X-")) {
				query.add(parameter.getKey() + "=" + value);
			}
		}
		String url = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
		return switch (method) {
			case "GET" -> this.shop.get(url);
			case "DELETE" -> this.shop.delete(url);
			case "PUT" -> this.shop.put(url, body.toString());
			default -> this.shop.post(url, body.toString());
		};
	}

}
