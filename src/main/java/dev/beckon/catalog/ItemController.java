package dev.beckon.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.beckon.http.Problems;
import dev.beckon.log.TopicWriter;
import dev.beckon.log.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code PUT /v1/items}: items into the catalogue, in bulk. */
@RestController
class ItemController {

	private static final Logger log = LoggerFactory.getLogger(ItemController.class);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final TopicWriter writer;

	private final CatalogMetrics metrics;

	ItemController(TopicWriter writer, CatalogMetrics metrics) {
		this.writer = writer;
		this.metrics = metrics;
	}

	/**
	 * Adds the items of {@code body}, or puts them in the place of those with their ids.
	 * Answers when Kafka has acknowledged every item that breaks no rule: 200 if there is
	 * one, 400 if there is none, 503 if Kafka did not, and then the same items may be
	 * sent again.
	 */
	@PutMapping("/v1/items")
	ItemsAnswer put(@RequestBody JsonNode body) {
		ItemRequest request = ItemRequest.read(body);
		ItemsAnswer answer = ItemsAnswer.to(request);
		this.metrics.rejected(answer.rejected());
		if (answer.accepted() == 0) {
			throw allRejected(answer);
		}
		try {
			append(request).join();
		}
		catch (CompletionException unacknowledged) {
			this.metrics.unavailable(answer.accepted());
			log.warn("{} catalogue items were not acknowledged", answer.accepted(), unacknowledged.getCause());
			throw Problems.unavailable("Kafka has not acknowledged the items; send the same items again.", RETRY_AFTER);
		}
		this.metrics.accepted(answer.accepted());
		return answer;
	}

	/**
	 * Has all items in flight at once; stops at the first that Kafka refuses outright,
	 * because each further one would wait for a connection.
	 */
	private CompletableFuture<Void> append(ItemRequest request) {
		List<CompletableFuture<?>> appended = new ArrayList<>();
		for (ItemRequest.Line line : request.lines()) {
			if (line instanceof ItemRequest.Line.Storable(String itemId, byte[] json)) {
				var append = this.writer.append(Topics.ITEMS, itemId, json);
				appended.add(append);
				if (append.isCompletedExceptionally()) {
					break;
				}
			}
		}
		return CompletableFuture.allOf(appended.toArray(CompletableFuture[]::new));
	}

	private static ErrorResponseException allRejected(ItemsAnswer answer) {
		ItemsAnswer.Result first = answer.items().getFirst();
		ErrorResponseException problem = Problems.badRequest(String.valueOf(first.field()),
				String.valueOf(first.message()));
		problem.getBody().setProperty("items", answer.items());
		return problem;
	}

}
