package dev.beckon.event;

import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Reads the plain form of an interaction, which nearly all of the log has: one flat
 * object without white space, whose strings are printable ASCII without escapes and whose
 * numbers are short and not negative. What has another form, or anything wrong with it,
 * is left to the general parser, which decides what it is. Decoding is the largest part
 * of a listener's work, and this takes a third of the time.
 *
 * <p>
 * For one event and one thread.
 */
final class PlainEvent {

	private static final List<byte[]> FIELDS = List
		.of("eventId", "type", "visitorId", "itemId", "timestamp", "quantity", "price", "placement", "recommendationId",
				"userId")
		.stream()
		.map((name) -> name.getBytes(US_ASCII))
		.toList();

	private static final int ITEM_ID = 3;

	private static final int QUANTITY = 5;

	private static final int PRICE = 6;

	/** Fields whose presence alone makes an event one for the general parser. */
	private static final byte[] CONSENT = "consent".getBytes(US_ASCII);

	/** With so few digits, quotients by powers of ten are rounded as they should be. */
	private static final int MAX_DIGITS = 15;

	private static final double[] POWERS_OF_TEN = new double[MAX_DIGITS];

	static {
		double power = 1;
		for (int i = 0; i < MAX_DIGITS; i++) {
			POWERS_OF_TEN[i] = power;
			power *= 10;
		}
	}

	private final byte[] json;

	private final @Nullable String[] texts = new String[FIELDS.size()];

	private int quantity = 1;

	private @Nullable Double price;

	private int at;

	private int field;

	private PlainEvent(byte[] json) {
		this.json = json;
	}

	/** The interaction, or null where the general parser has to look. */
	static @Nullable Interaction read(byte[] json, EventJson.Defaults defaults) {
		PlainEvent event = new PlainEvent(json);
		return event.scan() ? event.interaction(defaults) : null;
	}

	private @Nullable Interaction interaction(EventJson.Defaults defaults) {
		String eventId = this.texts[0];
		InteractionType type = (this.texts[1] != null) ? InteractionType.ofWireName(this.texts[1]) : null;
		String visitorId = this.texts[2];
		String itemId = this.texts[3];
		if (type == null || visitorId == null || itemId == null) {
			return null;
		}
		try {
			long timeMillis = (this.texts[4] != null) ? IsoTime.parseMillis(this.texts[4]) : defaults.timeMillis();
			return new Interaction((eventId != null) ? eventId : defaults.eventId().get(), type, visitorId, itemId,
					timeMillis, this.quantity, this.price, this.texts[7], this.texts[8], this.texts[9]);
		}
		catch (DateTimeException | ArithmeticException unreadable) {
			return null;
		}
	}

	private boolean scan() {
		if (!take('{')) {
			return false;
		}
		do {
			if (!scanName() || !take(':') || !scanValue()) {
				return false;
			}
		}
		while (take(','));
		return take('}') && this.at == this.json.length;
	}

	private boolean take(char expected) {
		if (this.at < this.json.length && this.json[this.at] == expected) {
			this.at++;
			return true;
		}
		return false;
	}

	/** Notes which field it is; fields mostly come in the order they are written in. */
	private boolean scanName() {
		int start = this.at + 1;
		int end = scanText();
		if (end < 0 || is(CONSENT, start, end)) {
			return false;
		}
		for (int i = 0; i < FIELDS.size(); i++) {
			this.field = (this.field + 1) % FIELDS.size();
			if (is(FIELDS.get(this.field), start, end)) {
				return true;
			}
		}
		return false;
	}

	private boolean is(byte[] name, int start, int end) {
		return end - start == name.length && Arrays.equals(this.json, start, end, name, 0, name.length);
	}

	private boolean scanValue() {
		if (this.field == QUANTITY) {
			return scanQuantity();
		}
		if (this.field == PRICE) {
			return scanPrice();
		}
		int start = this.at + 1;
		int end = scanText();
		if (end <= start || end - start > Ids.MAX_BYTES) {
			return false;
		}
		this.texts[this.field] = (this.field == ITEM_ID) ? SharedIds.of(this.json, start, end)
				: new String(this.json, start, end - start, ISO_8859_1);
		return true;
	}

	/** Where the text ends that begins here with a quote, or -1. */
	private int scanText() {
		if (!take('"')) {
			return -1;
		}
		int i = this.at;
		while (i < this.json.length && this.json[i] >= ' ' && this.json[i] != '"' && this.json[i] != '\\'
				&& this.json[i] != 0x7f) {
			i++;
		}
		this.at = i;
		return take('"') ? i : -1;
	}

	private boolean scanQuantity() {
		int start = this.at;
		long number = scanDigits(0);
		this.quantity = (int) number;
		return isWhole(start) && number >= 1 && number <= Interaction.MAX_QUANTITY;
	}

	private boolean scanPrice() {
		int start = this.at;
		long number = scanDigits(0);
		if (!isWhole(start)) {
			return false;
		}
		int point = this.at;
		if (take('.')) {
			number = scanDigits(number);
		}
		int decimals = Math.max(0, this.at - point - 1);
		this.price = number / POWERS_OF_TEN[Math.min(decimals, MAX_DIGITS - 1)];
		return this.at - start <= MAX_DIGITS && (this.at == point || decimals > 0);
	}

	/** Whether what was scanned since is a whole number as JSON writes it, and short. */
	private boolean isWhole(int start) {
		int digits = this.at - start;
		return digits > 0 && digits <= MAX_DIGITS && (digits == 1 || this.json[start] != '0');
	}

	private long scanDigits(long before) {
		long number = before;
		while (this.at < this.json.length && this.json[this.at] >= '0' && this.json[this.at] <= '9') {
			number = 10 * number + this.json[this.at++] - '0';
		}
		return number;
	}

}
