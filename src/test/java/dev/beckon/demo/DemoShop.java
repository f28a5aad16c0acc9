package dev.beckon.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The demo shop's side of Beckon's HTTP interface. */
final class DemoShop {

	static final long SEED = 20_251_122;

	static final String PLACEMENT = "product";

	/** The most events one request takes. */
	static final int MAX_EVENTS = 500;

	private final RestClient beckon;

	private final List<DemoItem> items = DemoCatalogue.items(SEED);

	private final Map<String, DemoItem> itemsById = this.items.stream()
		.collect(Collectors.toMap(DemoItem::itemId, Function.identity()));

	/**
	 * Recommendations for a visitor.
	 *
	 * @param items of this shop, best first
	 */
	record Shelf(String recommendationId, List<DemoItem> items) {

		static final Shelf EMPTY = new Shelf("", List.of());

	}

	private record Answer(String recommendationId, List<AnswerItem> items) {
	}

	private record AnswerItem(String itemId) {
	}

	DemoShop(String url) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
		requests.setReadTimeout(Duration.ofSeconds(10));
		this.beckon = RestClient.builder()
			.baseUrl(url)
			.defaultHeader("X-Api-Key", "local-admin")
			.requestFactory(requests)
			.build();
	}

	/** All items, category by category. */
	List<DemoItem> items() {
		return this.items;
	}

	/**
	 * Sends the whole catalogue.
	 * @throws RestClientException when Beckon does not take it
	 */
	void sendCatalogue() {
		this.beckon.put()
			.uri("/v1/items")
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.items)
			.retrieve()
			.toBodilessEntity();
	}

	/**
	 * Sends at most {@link #MAX_EVENTS} events.
	 * @throws RestClientException when Beckon does not take them
	 */
	void send(List<DemoEvent> events) {
		this.beckon.post()
			.uri("/v1/events")
			.contentType(MediaType.APPLICATION_JSON)
			.body(events)
			.retrieve()
			.toBodilessEntity();
	}

	/** What Beckon recommends to a visitor who looks at an item. */
	Shelf shelf(String visitorId, String itemId) {
		Answer answer = this.beckon.get()
			.uri("/v1/recommendations?visitorId={visitorId}&placement={placement}&itemId={itemId}", visitorId,
					PLACEMENT, itemId)
			.retrieve()
			.body(Answer.class);
		if (answer == null) {
			throw new RestClientException("an answer without a body");
		}
		return new Shelf(answer.recommendationId(),
				answer.items()
					.stream()
					.map(AnswerItem::itemId)
					.filter(this.itemsById::containsKey)
					.map(this.itemsById::get)
					.toList());
	}

}
