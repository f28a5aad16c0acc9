package dev.beckon.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The demo shop's side of Beckon's HTTP interface. */
public final class DemoShop {

	static final long SEED = 20_251_122;

	/** The most events one request takes. */
	static final int MAX_EVENTS = 500;

	private final RestClient beckon;

	private final List<DemoItem> items = DemoCatalogue.items(SEED);

	private final Map<String, DemoItem> itemsById = this.items.stream()
		.collect(Collectors.toMap(DemoItem::itemId, Function.identity()));

	/**
	 * Recommendations for a visitor.
	 *
	 * @param placement where they are shown
	 * @param items of this shop, best first
	 */
	record Shelf(String recommendationId, String placement, List<DemoItem> items) {

		static final Shelf EMPTY = new Shelf("", "", List.of());

	}

	private record Answer(String recommendationId, List<AnswerItem> items) {
	}

	private record AnswerItem(String itemId) {
	}

	/**
	 * A shop in front of the service at this address.
	 * @param url without a path
	 */
	public DemoShop(String url) {
		JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory();
		requests.setReadTimeout(Duration.ofSeconds(10));
		this.beckon = RestClient.builder()
			.baseUrl(url)
			.defaultHeader("X-Api-Key", "local-admin")
			.requestFactory(requests)
			.build();
	}

	/** The ids of all items. */
	public List<String> itemIds() {
		return this.items.stream().map(DemoItem::itemId).toList();
	}

	/** All items, category by category. */
	List<DemoItem> items() {
		return this.items;
	}

	/**
	 * Sends the whole catalogue.
	 * @throws RestClientException when Beckon does not take it
	 */
	public void sendCatalogue() {
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

	/**
	 * What Beckon recommends to a visitor.
	 * @param itemId of the item on the page; null on a page without one
	 */
	Shelf shelf(String visitorId, String placement, @Nullable String itemId) {
		Answer answer = this.beckon.get()
			.uri((uri) -> uri.path("/v1/recommendations")
				.queryParam("visitorId", visitorId)
				.queryParam("placement", placement)
				.queryParamIfPresent("itemId", Optional.ofNullable(itemId))
				.build())
			.retrieve()
			.body(Answer.class);
		if (answer == null) {
			throw new RestClientException("an answer without a body");
		}
		return new Shelf(answer.recommendationId(), placement,
				answer.items()
					.stream()
					.map(AnswerItem::itemId)
					.filter(this.itemsById::containsKey)
					.map(this.itemsById::get)
					.toList());
	}

}
