package dev.beckon.replay;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Beckon's HTTP interface, as a shop calls it. Every call throws {@link FailedRequest}
 * where there is no good answer, and is meant for virtual threads. Thread safety: safe.
 */
final class BeckonClient implements AutoCloseable {

	static final String PLACEMENT = "product";

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	/**
	 * More requests than this wait for their turn here, and not in the service's backlog.
	 */
	private static final int MAX_CONNECTIONS = 256;

	private static final int ACCEPTED = 202;

	private static final int OK = 200;

	private final ExecutorService executor = Executors.newFixedThreadPool(2,
			Thread.ofPlatform().daemon().name("beckon-client-", 0).factory());

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(TIMEOUT)
		.executor(this.executor)
		.build();

	private final Semaphore connections = new Semaphore(MAX_CONNECTIONS);

	private final String url;

	private final String key;

	BeckonClient(URI url, String key) {
		this.key = key;
		this.url = url.toString().replaceAll("/$", "");
	}

	/** Sends one event; returns when Beckon has acknowledged it. */
	void send(byte[] event) {
		exchange(json("/v1/events").POST(HttpRequest.BodyPublishers.ofByteArray(event)), ACCEPTED);
	}

	/** Sends a JSON array of items. */
	void sendItems(byte[] items) {
		exchange(json("/v1/items").PUT(HttpRequest.BodyPublishers.ofByteArray(items)), OK);
	}

	private HttpRequest.Builder json(String path) {
		return request(path).header("Content-Type", "application/json");
	}

	/** Asks what to recommend to a visitor who looks at an item. */
	Answer ask(String visitorId, String itemId) {
		String query = "/v1/recommendations?placement=" + PLACEMENT + "&visitorId=" + encoded(visitorId) + "&itemId="
				+ encoded(itemId);
		return Answer.read(exchange(request(query).GET(), OK));
	}

	private static String encoded(String id) {
		return URLEncoder.encode(id, StandardCharsets.UTF_8);
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.url + path)).header("X-Api-Key", this.key).timeout(TIMEOUT);
	}

	private byte[] exchange(HttpRequest.Builder request, int expected) {
		this.connections.acquireUninterruptibly();
		try {
			HttpResponse<byte[]> response = this.http.send(request.build(), BodyHandlers.ofByteArray());
			if (response.statusCode() != expected) {
				throw new FailedRequest(Integer.toString(response.statusCode()));
			}
			return response.body();
		}
		catch (IOException failure) {
			throw new FailedRequest(failure.toString());
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new FailedRequest(interrupted.getClass().getSimpleName());
		}
		finally {
			this.connections.release();
		}
	}

	/** A request that came to nothing. */
	static final class FailedRequest extends RuntimeException {

		private final String error;

		private FailedRequest(String error) {
			super("a request failed: " + error);
			this.error = error;
		}

		/** The HTTP status, or the name of an exception. */
		String error() {
			return this.error;
		}

	}

	@Override
	public void close() {
		this.http.shutdownNow();
		this.executor.shutdownNow();
	}

}
