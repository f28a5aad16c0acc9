package dev.beckon.replay;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

import dev.beckon.event.InteractionType;

/** A layout of clickstream files, known by the header line. */
enum ClickstreamFormat {

	/** User behaviour of Taobao: page views, carts, favourites and purchases. */
	TAOBAO("user_id,item_id,category_id,behavior,timestamp") {

		@Override
		Row row(int number, String[] fields) {
			return new Row(number, fields[0], type(fields[3]), fields[1], Long.parseLong(fields[4]) * 1_000,
					List.of("category-" + fields[2]), null, null);
		}

		private static InteractionType type(String behavior) {
			return switch (behavior) {
				case "pv" -> InteractionType.VIEW_ITEM;
				case "cart" -> InteractionType.ADD_TO_CART;
				case "fav" -> InteractionType.ADD_TO_WISHLIST;
				case "buy" -> InteractionType.PURCHASE;
				default -> throw new IllegalArgumentException("unknown behavior " + behavior);
			};
		}

	},

	/** Events of a multi-category shop, as REES46 publishes them. */
	REES46("event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session") {

		@Override
		Row row(int number, String[] fields) {
			List<String> category = fields[4].isEmpty() ? List.of("category-" + fields[3])
					: List.of(fields[4].split("\\."));
			return new Row(number, fields[7], type(fields[1]), fields[2], millis(fields[0]), category,
					fields[6].isEmpty() ? null : Double.valueOf(fields[6]), fields[5].isEmpty() ? null : fields[5]);
		}

		private static long millis(String time) {
			return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
		}

		private static InteractionType type(String eventType) {
			return switch (eventType) {
				case "view" -> InteractionType.VIEW_ITEM;
				case "cart" -> InteractionType.ADD_TO_CART;
				case "remove_from_cart" -> InteractionType.REMOVE_FROM_CART;
				case "purchase" -> InteractionType.PURCHASE;
				default -> throw new IllegalArgumentException("unknown event_type " + eventType);
			};
		}

	};

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'");

	private final String header;

	private final int columns;

	ClickstreamFormat(String header) {
		this.header = header;
		this.columns = header.split(",").length;
	}

	/**
	 * The format with this header.
	 * @throws IllegalArgumentException when there is none
	 */
	static ClickstreamFormat ofHeader(String header) {
		return Arrays.stream(values())
			.filter((format) -> format.header.equals(header.strip()))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("no known clickstream begins with: " + header));
	}

	/**
	 * The row that a line holds.
	 * @throws IllegalArgumentException when it holds none
	 */
	Row read(int number, String line) {
		String[] fields = line.split(",", -1);
		if (fields.length != this.columns) {
			throw new IllegalArgumentException(
					"line " + (number + 2) + " has " + fields.length + " columns, not " + this.columns);
		}
		return row(number, fields);
	}

	abstract Row row(int number, String[] fields);

}
