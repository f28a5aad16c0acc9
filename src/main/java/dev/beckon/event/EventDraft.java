package dev.beckon.event;

import java.io.IOException;
import java.time.DateTimeException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/** One event while it is being read: the fields so far, and the first violation. */
final class EventDraft {

	private final boolean mayForget;

	private @Nullable String eventId;

	private @Nullable String type;

	private @Nullable String visitorId;

	private @Nullable String itemId;

	private @Nullable Long timeMillis;

	private int quantity = 1;

	private @Nullable Double price;

	private @Nullable String placement;

	private @Nullable String recommendationId;

	private @Nullable String userId;

	private boolean consent = true;

	private @Nullable Violation violation;

	EventDraft(boolean mayForget) {
		this.mayForget = mayForget;
	}

	Parsed read(JsonParser parser, EventJson.Defaults defaults) throws IOException {
		if (!EventJson.atObject(parser)) {
			parser.skipChildren();
			return new Parsed.Malformed(new Violation("event", "must be a JSON object"));
		}
		while (parser.nextToken() == JsonToken.FIELD_NAME) {
			String field = parser.currentName();
			parser.nextToken();
			set(field, parser);
		}
		return finish(defaults);
	}

	private void set(String field, JsonParser parser) throws IOException {
		switch (field) {
			case "eventId" -> this.eventId = id(field, parser);
			case "type" -> this.type = text(field, parser);
			case "visitorId" -> this.visitorId = id(field, parser);
			case "itemId" -> this.itemId = id(field, parser);
			case "timestamp" -> this.timeMillis = time(field, parser);
			case "quantity" -> this.quantity = quantity(field, parser);
			case "price" -> this.price = price(field, parser);
			case "placement" -> this.placement = id(field, parser);
			case "recommendationId" -> this.recommendationId = id(field, parser);
			case "userId" -> this.userId = id(field, parser);
			case "consent" -> this.consent = consent(field, parser);
			default -> parser.skipChildren();
		}
	}

	private Parsed finish(EventJson.Defaults defaults) {
		if (!this.consent) {
			return new Parsed.Withheld(this.eventId);
		}
		require("type", this.type);
		require("visitorId", this.visitorId);
		if (this.violation == null && this.mayForget && EventJson.FORGET_TYPE.equals(this.type)
				&& this.visitorId != null) {
			return new Parsed.Valid(new Forget(this.visitorId));
		}
		require("itemId", this.itemId);
		InteractionType known = (this.type != null) ? InteractionType.ofWireName(this.type) : null;
		if (known == null) {
			violate("type", "must be one of view_item, add_to_cart, remove_from_cart, add_to_wishlist, purchase");
		}
		if (this.violation != null || known == null || this.visitorId == null || this.itemId == null) {
			return new Parsed.Malformed(
					this.violation != null ? this.violation : new Violation("event", "is incomplete"));
		}
		return new Parsed.Valid(new Interaction((this.eventId != null) ? this.eventId : defaults.eventId().get(), known,
				this.visitorId, this.itemId, (this.timeMillis != null) ? this.timeMillis : defaults.timeMillis(),
				this.quantity, this.price, this.placement, this.recommendationId, this.userId));
	}

	private void require(String field, @Nullable String value) {
		if (value == null) {
			violate(field, "is required");
		}
	}

	private void violate(String field, String message) {
		if (this.violation == null) {
			this.violation = new Violation(field, message);
		}
	}

	private @Nullable String text(String field, JsonParser parser) throws IOException {
		if (parser.currentToken() == JsonToken.VALUE_STRING) {
			return parser.getText();
		}
		if (parser.currentToken() != JsonToken.VALUE_NULL) {
			violate(field, "must be a string");
			parser.skipChildren();
		}
		return null;
	}

	private @Nullable String id(String field, JsonParser parser) throws IOException {
		String id = text(field, parser);
		String wrong = (id != null) ? Ids.violation(id) : null;
		if (wrong != null) {
			violate(field, wrong);
		}
		return id;
	}

	private @Nullable Long time(String field, JsonParser parser) throws IOException {
		String time = text(field, parser);
		try {
			return (time != null) ? (Long) IsoTime.parseMillis(time) : null;
		}
		catch (DateTimeException | ArithmeticException unreadable) {
			violate(field, "must be an ISO 8601 instant such as 2026-11-22T10:00:00Z");
			return null;
		}
	}

	private int quantity(String field, JsonParser parser) throws IOException {
		if (parser.currentToken() == JsonToken.VALUE_NULL) {
			return 1;
		}
		boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
		double value = whole ? parser.getDoubleValue() : -1;
		if (value < 1 || value > Interaction.MAX_QUANTITY) {
			violate(field, "must be a whole number from 1 to " + Interaction.MAX_QUANTITY);
			parser.skipChildren();
			return 1;
		}
		return (int) value;
	}

	private boolean consent(String field, JsonParser parser) throws IOException {
		if (parser.currentToken() == JsonToken.VALUE_FALSE) {
			return false;
		}
		if (parser.currentToken() != JsonToken.VALUE_TRUE && parser.currentToken() != JsonToken.VALUE_NULL) {
			violate(field, "must be true or false");
			parser.skipChildren();
		}
		return true;
	}

	private @Nullable Double price(String field, JsonParser parser) throws IOException {
		if (parser.currentToken() == JsonToken.VALUE_NULL) {
			return null;
		}
		double value = parser.currentToken().isNumeric() ? parser.getDoubleValue() : -1;
		if (!(value >= 0) || Double.isInfinite(value)) {
			violate(field, "must be a number that is not negative");
			parser.skipChildren();
			return null;
		}
		return value;
	}

}
