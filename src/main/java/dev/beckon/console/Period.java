package dev.beckon.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

import dev.beckon.attribution.Query;
import dev.beckon.attribution.Query.Only;
import dev.beckon.http.Problems;

/** How far back the console looks, and how finely. */
enum Period {

	QUARTER_HOUR("15m", Duration.ofMinutes(15), Duration.ofSeconds(15)),

	HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(1)),

	SIX_HOURS("6h", Duration.ofHours(6), Duration.ofMinutes(5)),

	DAY("24h", Duration.ofHours(24), Duration.ofMinutes(15)),

	WEEK("7d", Duration.ofDays(7), Duration.ofHours(2));

	private final String wireName;

	private final Duration length;

	private final Duration slot;

	Period(String wireName, Duration length, Duration slot) {
		this.wireName = wireName;
		this.length = length;
		this.slot = slot;
	}

	/**
	 * The period of this name.
	 * @throws org.springframework.web.ErrorResponseException the 400 that names the field
	 */
	static Period of(String wireName) {
		return Arrays.stream(values())
			.filter((period) -> period.wireName.equals(wireName))
			.findFirst()
			.orElseThrow(() -> Problems.badRequest("period", "must be one of " + names()));
	}

	private static String names() {
		return Arrays.stream(values()).map((period) -> period.wireName).collect(Collectors.joining(", "));
	}

	/**
	 * The period that ends with the slot that is running, so that processes that are
	 * asked at the same time say the same.
	 */
	Query until(Instant now, Only only) {
		long slotMillis = this.slot.toMillis();
		Instant end = Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), slotMillis) * slotMillis + slotMillis);
		return new Query(end.minus(this.length), end, this.slot, only);
	}

}
