package dev.beckon;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.beckon.stack.LocalStack;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A trace goes from HTTP through Kafka to Redis, and names nobody. On a stack of its own:
 * on the shared one a process that does not trace might take the click.
 */
class TracesIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();

	@TempDir
	private Path snapshots;

	private final String visitor = "traced-" + UUID.randomUUID();

	private final String item = "traced-item-" + UUID.randomUUID();

	@Test
	void aClicksTraceReachesBothListenersAndRedisAndNamesNobody() throws Exception {
		try (LocalStack stack = LocalStack.start(); Beckon service = start(stack)) {
			Shop shop = service.shop();
			await().atMost(SOON).until(() -> shop.views(this.visitor, this.item).status() == 202);
			String trace = UUID.randomUUID().toString().replace("-", "");
			assertThat(click(shop, trace)).isEqualTo(202);

			await().atMost(SOON)
				.untilAsserted(() -> assertThat(names(trace)).contains("http post /v1/events",
						"beckon.interactions profiles", "beckon.interactions sessions", "profiles write"));
			shop.recommendations(this.visitor);
			shop.get("/v1/visitors/" + this.visitor);
			await().atMost(SOON)
				.untilAsserted(() -> assertThat(SPANS.getFinishedSpanItems()).extracting(SpanData::getName)
					.contains("profile read", "http get /v1/visitors/{visitorId}"));
			assertThat(SPANS.getFinishedSpanItems()).extracting(Object::toString)
				.allSatisfy((span) -> assertThat(span).doesNotContain(this.visitor, this.item));
		}
	}

	private int click(Shop shop, String trace) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			String event = Shop.event(UUID.randomUUID().toString(), "view_item", this.visitor, this.item,
					Instant.now());
			return http
				.send(HttpRequest.newBuilder(URI.create(shop.url() + "/v1/events"))
					.header("X-Api-Key", "local-storefront")
					.header("Content-Type", "application/json")
					.header("traceparent", "00-" + trace + "-" + trace.substring(0, 16) + "-01")
					.POST(BodyPublishers.ofString(event))
					.build(), BodyHandlers.discarding())
				.statusCode();
		}
	}

	private static List<String> names(String trace) {
		return SPANS.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getTraceId().equals(trace))
			.map(SpanData::getName)
			.toList();
	}

	private Beckon start(LocalStack stack) {
		return Beckon.start(stack,
				Map.of("beckon.snapshot-dir", this.snapshots.toString(), "management.tracing.enabled", "true",
						"management.tracing.sampling.probability", "1", "management.otlp.tracing.export.enabled",
						"false"),
				Exporter.class);
	}

	static class Exporter {

		@Bean
		SpanExporter spans() {
			return SPANS;
		}

	}

}
