package dev.beckon.demo;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** An interaction with the demo shop, as {@code POST /v1/events} wants it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DemoEvent(String eventId, String type, String visitorId, String itemId, String timestamp, double price,
		@Nullable String placement, @Nullable String recommendationId) {

	static DemoEvent of(String visitorId, DemoVisit.Step step, Instant time) {
		return new DemoEvent(UUID.randomUUID().toString(), step.type().wireName(), visitorId, step.item().itemId(),
				time.toString(), step.item().price(), null, null);
	}

	/** The same, as a click on a recommendation. */
	DemoEvent because(DemoShop.Shelf shelf) {
		return new DemoEvent(this.eventId, this.type, this.visitorId, this.itemId, this.timestamp, this.price,
				shelf.placement(), shelf.recommendationId());
	}

}
