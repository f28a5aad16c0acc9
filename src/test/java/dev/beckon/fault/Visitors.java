package dev.beckon.fault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.stack.ServiceProcess;
import org.jspecify.annotations.Nullable;

/**
 * A few hundred visitors who click and ask at a steady rate, open-loop: whatever breaks,
 * the next one comes when it is due. Questions go to a process that is in traffic, as a
 * load balancer sends them; clicks go to it always, and again if need be.
 *
 * <p>
 * Thread safety: for one thread, which may set the tally at any time.
 */
final class Visitors implements AutoCloseable {

	static final int COUNT = 300;

	private static final String[] TYPES = { "view_item", "view_item", "view_item", "add_to_cart", "remove_from_cart",
			"purchase" };

	private static final int ITEMS = 60;

	private static final long PERIOD_NANOS = Duration.ofMillis(20).toNanos();

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private static final ObjectMapper JSON = new ObjectMapper();

	private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(2))
		.build();

	private final ServiceProcess service;

	private final String url;

	private final Random random;

	private final LongAdder answers = new LongAdder();

	private final LongAdder profiles = new LongAdder();

	private volatile Tally tally = new Tally();

	private volatile boolean here;

	private @Nullable Thread clock;

	private long sent;

	Visitors(ServiceProcess service, long seed) {
		this.service = service;
		this.url = "http://localhost:" + service.port();
		this.random = new Random(seed);
	}

	/** Does nothing when they are here already. */
	void come() {
		if (!this.here) {
			this.here = true;
			this.clock = Thread.ofPlatform().name("visitors").daemon().start(this::run);
		}
	}

	/** Returns when nobody comes any more. */
	void leave() {
		Thread running = this.clock;
		this.here = false;
		try {
			if (running != null) {
				running.join();
			}
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/** Answers so far, since they came first. */
	long answers() {
		return this.answers.sum();
	}

	/** Answers so far that were from a profile. */
	long profiles() {
		return this.profiles.sum();
	}

	/** From now on counts anew, and returns what was counted. */
	Tally next() {
		Tally before = this.tally;
		this.tally = new Tally();
		return before;
	}

	private void run() {
		long due = System.nanoTime();
		while (this.here) {
			for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			due += PERIOD_NANOS;
			Tally now = this.tally;
			String visitor = visitor(this.random.nextInt(COUNT));
			String event = event(visitor);
			String eventId = eventId(this.sent++);
			this.requests.execute(() -> click(eventId, event.formatted(eventId), now));
			if (this.service.isInTraffic()) {
				this.requests.execute(() -> ask(visitor, now));
			}
		}
	}

	static String visitor(int number) {
		return "shopper-" + number;
	}

	private static String eventId(long number) {
		return "event-" + number;
	}

	private String event(String visitor) {
		return """
				{"eventId":"%%s","type":"%s","visitorId":"%s","itemId":"item-%d","timestamp":"%s"}"""
			.formatted(TYPES[this.random.nextInt(TYPES.length)], visitor, this.random.nextInt(ITEMS), Instant.now());
	}

	/** Sends an event, and again for as long as it is told to. */
	private void click(String eventId, String event, Tally tally) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		boolean done = false;
		while (!done && System.nanoTime() - deadline < 0) {
			try {
				int status = post(event);
				done = status != 503;
				if (status == 202) {
					tally.accepted(eventId);
				}
				else {
					tally.refused();
				}
			}
			catch (IOException gone) {
				tally.unreachable();
			}
			if (!done) {
				LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
			}
		}
	}

	private int post(String event) throws IOException {
		return send(HttpRequest.newBuilder(URI.create(this.url + "/v1/events"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(event))).statusCode();
	}

	private void ask(String visitor, Tally tally) {
		try {
			HttpResponse<String> response = send(
					HttpRequest.newBuilder(URI.create(this.url + "/v1/recommendations?visitorId=" + visitor)).GET());
			if (response.statusCode() != 200) {
				tally.failed(Integer.toString(response.statusCode()));
				return;
			}
			JsonNode answer = JSON.readTree(response.body());
			String source = answer.path("source").asText();
			this.answers.increment();
			this.profiles.add(source.equals("profile") ? 1 : 0);
			String reason = answer.path("fallbackReason").asText("none");
			tally.answered(source, reason.equals("null") ? "none" : reason, answer.path("tookMs").asDouble());
		}
		catch (ConnectException nobody) {
			tally.unreachable();
		}
		catch (IOException failed) {
			tally.failed(failed.getClass().getSimpleName());
		}
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
		try {
			return this.http.send(request.header("X-Api-Key", "local-storefront").timeout(PATIENCE).build(),
					BodyHandlers.ofString());
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			throw new IOException(interrupted);
		}
	}

	@Override
	public void close() {
		leave();
		this.requests.close();
		this.http.close();
	}

}
