package dev.beckon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** A shop in front of the service: calls it over HTTP as a storefront does. */
public final class Shop {

	private static final ObjectMapper JSON = new ObjectMapper();

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final String url;

	private final @Nullable String key;

	public Shop(int port) {
		this("http://localhost:" + port, null);
	}

	private Shop(String url, @Nullable String key) {
		this.url = url;
		this.key = key;
	}

	/** The same shop, with this key for everything. */
	Shop as(String otherKey) {
		return new Shop(this.url, otherKey);
	}

	/** Where it is, without a path. */
	public String url() {
		return this.url;
	}

	/** An answer's status and JSON. */
	public record Answer(int status, JsonNode body, HttpResponse<String> response) {

		public String text(String field) {
			return this.body.path(field).asText();
		}

		public List<String> itemIds() {
			return StreamSupport.stream(this.body.path("items").spliterator(), false)
				.map((item) -> item.path("itemId").asText())
				.toList();
		}

	}

	public Answer get(String path) {
		return send(HttpRequest.newBuilder(URI.create(this.url + path)).GET());
	}

	public Answer get(String path, String header, String value) {
		return send(HttpRequest.newBuilder(URI.create(this.url + path)).header(header, value).GET());
	}

	public Answer delete(String path) {
		return send(HttpRequest.newBuilder(URI.create(this.url + path)).DELETE());
	}

	public Answer post(String path, String json) {
		return send(HttpRequest.newBuilder(URI.create(this.url + path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(json)));
	}

	public Answer put(String path, String json) {
		return send(HttpRequest.newBuilder(URI.create(this.url + path))
			.header("Content-Type", "application/json")
			.PUT(BodyPublishers.ofString(json)));
	}

	/** The visitor views these items, one second apart, the last one now. */
	public Answer views(String visitorId, String... itemIds) {
		return interactions("view_item", visitorId, itemIds);
	}

	/** The visitor does this to the items, one second apart, the last one now. */
	public Answer interactions(String type, String visitorId, String... itemIds) {
		Instant last = Instant.now();
		StringBuilder events = new StringBuilder("[");
		for (int i = 0; i < itemIds.length; i++) {
			events.append((i == 0) ? "" : ",")
				.append(event(UUID.randomUUID().toString(), type, visitorId, itemIds[i],
						last.minusSeconds(itemIds.length - 1L - i)));
		}
		return post("/v1/events", events.append(']').toString());
	}

	public Answer recommendations(String visitorId) {
		return get("/v1/recommendations?visitorId=" + visitorId);
	}

	/** The catalogue has these items, of the category {@code shoes}. */
	public Answer offers(boolean available, String... itemIds) {
		return put("/v1/items",
				List.of(itemIds)
					.stream()
					.map((itemId) -> """
							{"itemId":"%s","title":"Shoe %s","category":["shoes"],"price":10,"available":%s}"""
						.formatted(itemId, itemId, available))
					.collect(Collectors.joining(",", "[", "]")));
	}

	public static String event(String eventId, String type, String visitorId, String itemId, Instant time) {
		return """
				{"eventId":"%s","type":"%s","visitorId":"%s","itemId":"%s","timestamp":"%s"}""".formatted(eventId, type,
				visitorId, itemId, time);
	}

	/** With a key of the local stack that may do it, where it has none. */
	private HttpRequest keyed(HttpRequest request) {
		String path = request.uri().getPath();
		String usual = path.startsWith("/v1/") ? "local-admin"
				: path.startsWith("/console/") ? "local-marketer" : "local-sre";
		return request.headers().firstValue("X-Api-Key").isPresent() ? request
				: HttpRequest.newBuilder(request, (name, value) -> true)
					.header("X-Api-Key", (this.key != null) ? this.key : usual)
					.build();
	}

	private Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.http.send(keyed(request.build()), BodyHandlers.ofString());
			return new Answer(response.statusCode(), JSON.readTree(response.body()), response);
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(interrupted);
		}
	}

}
