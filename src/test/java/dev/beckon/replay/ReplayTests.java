package dev.beckon.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final int ROWS = 40;

	@TempDir
	private Path directory;

	private final Map<String, Long> newestByVisitor = new ConcurrentHashMap<>();

	private final AtomicInteger itemRequests = new AtomicInteger();

	private HttpServer server;

	/** Knows a visitor from the first event, refuses item 13, fails for visitor 9. */
	@BeforeEach
	void startStub() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.server.createContext("/v1/items", (exchange) -> {
			this.itemRequests.incrementAndGet();
			exchange.getRequestBody().readAllBytes();
			answer(exchange, 200, "{}");
		});
		this.server.createContext("/v1/events", (exchange) -> {
			JsonNode event = JSON.readTree(exchange.getRequestBody().readAllBytes());
			boolean refused = event.get("itemId").asText().equals("13");
			long time = Instant.parse(event.get("timestamp").asText()).toEpochMilli();
			if (!refused) {
				this.newestByVisitor.merge(event.get("visitorId").asText(), time, Math::max);
			}
			answer(exchange, refused ? 400 : 202, "{}");
		});
		this.server.createContext("/v1/recommendations", this::recommend);
		this.server.start();
	}

	private void recommend(HttpExchange exchange) throws IOException {
		String query = exchange.getRequestURI().getQuery();
		String visitorId = query.replaceAll(".*visitorId=([^&]*).*", "$1");
		Long newest = this.newestByVisitor.get(visitorId);
		String body = (newest != null) ? """
				{"recommendationId":"r","source":"profile","fallbackReason":null,"padded":0,"profileAgeMs":%d,
				"tookMs":1.5,"items":[{"itemId":"a","because":"b"},{"itemId":"c","because":null}]}"""
			.formatted(System.currentTimeMillis() - newest) : """
					{"recommendationId":"r","source":"popular","fallbackReason":"unknown_visitor","padded":2,
					"profileAgeMs":null,"tookMs":60.0,"items":[]}""";
		answer(exchange, visitorId.equals("9") ? 500 : 200, body);
	}

	private static void answer(HttpExchange exchange, int status, String body) throws IOException {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	@AfterEach
	void stopStub() {
		this.server.stop(0);
	}

	@Test
	void countsAndTimesWhatTheServiceAnswers() throws IOException {
		JsonNode report = replay("speed=20", "freshnessEvery=4", "answerDelayMs=100");

		assertThat(report.at("/events/sent").asInt()).isEqualTo(ROWS);
		assertThat(report.at("/events/acknowledged").asInt()).isEqualTo(ROWS - 1);
		assertThat(report.at("/events/rejected").asInt()).isEqualTo(1);
		assertThat(report.at("/answers/asked").asInt()).isEqualTo(ROWS);
		assertThat(report.at("/answers/errors/500").asInt()).isEqualTo(4);
		assertThat(report.at("/answers/bySource/profile").asInt() + report.at("/answers/bySource/popular").asInt())
			.isEqualTo(ROWS - 4);
		assertThat(report.at("/answers/overDeadlineInService").asInt())
			.isEqualTo(report.at("/answers/bySource/popular").asInt());
		assertThat(report.at("/answers/personalisedShareOfKnownVisitors").asDouble()).isEqualTo(1);
		assertThat(report.at("/latencyMs/p99").asDouble()).isPositive();
		assertThat(this.itemRequests).hasValue(1);
	}

	@Test
	void timesClicksUntilAnAnswerReflectsThem() throws IOException {
		JsonNode report = replay("speed=20", "freshnessEvery=1", "catalogue=false", "limit=6");

		assertThat(report.at("/freshnessMs/timed").asInt()).isEqualTo(6);
		assertThat(report.at("/freshnessMs/neverReflected").asInt()).isZero();
		assertThat(report.at("/freshnessMs/p99").asDouble()).isPositive();
	}

	private JsonNode replay(String... options) throws IOException {
		String[] all = Arrays.copyOf(options, options.length + 4);
		all[options.length] = "file=" + file();
		all[options.length + 1] = "url=http://localhost:" + this.server.getAddress().getPort();
		all[options.length + 2] = "warmUp=10";
		all[options.length + 3] = "report=" + this.directory.resolve("report.json");
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
		new Replay(ReplayOptions.of(all), out).run();
		String last = printed.toString(StandardCharsets.UTF_8).lines().toList().getLast();
		assertThat(this.directory.resolve("report.json")).hasContent(last);
		return JSON.readTree(last);
	}

	/** Forty rows of ten visitors over forty seconds. */
	private Path file() throws IOException {
		StringBuilder csv = new StringBuilder("user_id,item_id,category_id,behavior,timestamp\n");
		for (int i = 0; i < ROWS; i++) {
			csv.append("%d,%d,1,pv,%d%n".formatted(i % 10, i, 1_511_658_000 + i));
		}
		return Files.writeString(this.directory.resolve("events.csv"), csv);
	}

}
