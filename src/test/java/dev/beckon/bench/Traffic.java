package dev.beckon.bench;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A shop's log, as it would lie in Kafka: visits begin at random and overlap, each by a
 * visitor drawn by Zipf's law with exponent 0.6, of geometric length with mean 7 (at most
 * 200), half a minute to a minute between interactions; items by Zipf's law with exponent
 * 1, one in four seen before in the visit. One interaction in a hundred is delivered
 * twice, two are delivered up to ten minutes after later ones, one in a thousand is 30
 * hours old, and one in ten thousand cannot be read. The same seed gives the same log.
 */
final class Traffic {

	private static final double MEAN_LENGTH = 7;

	private static final int LONGEST = 200;

	private static final double MEAN_GAP_MILLIS = 45_000;

	private static final int REDELIVERY_MILLIS = 600_000;

	private static final long LATE_MILLIS = 30 * 3_600_000L;

	private final SplittableRandom random;

	private final Zipf visitors;

	private final Zipf items;

	private final double meanBetweenVisitsMillis;

	private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingDouble(Due::atMillis));

	private double nextVisitMillis;

	private long events;

	/** One record to append. */
	record Appended(String key, String value) {
	}

	/**
	 * What is to come at a moment of the log: a visit's next click, or a record again.
	 */
	private sealed interface Due {

		double atMillis();

	}

	private record Click(double atMillis, String visitor, int left, int lastItem) implements Due {
	}

	private record Delivery(double atMillis, Appended appended) implements Due {
	}

	/**
	 * A log without end.
	 * @param startMillis event time of its first interaction
	 * @param perSecond interactions a second of event time
	 */
	Traffic(long seed, int visitors, int items, long startMillis, double perSecond) {
		this.random = new SplittableRandom(seed);
		this.visitors = new Zipf(visitors, 0.6);
		this.items = new Zipf(items, 1);
		this.meanBetweenVisitsMillis = 1_000 * MEAN_LENGTH / perSecond;
		this.nextVisitMillis = startMillis;
	}

	/** The log's next record. */
	Appended next() {
		while (true) {
			if (this.due.isEmpty() || this.nextVisitMillis <= this.due.element().atMillis()) {
				beginVisit();
			}
			switch (this.due.remove()) {
				case Delivery(double _, Appended again) -> {
					return again;
				}
				case Click click -> {
					Appended appended = appended(click);
					if (this.random.nextInt(100) >= 2) {
						return appended;
					}
					deliverLater(click, appended);
				}
			}
		}
	}

	private void beginVisit() {
		int left = 1 + (int) (Math.log(1 - this.random.nextDouble()) / Math.log(1 - 1 / MEAN_LENGTH));
		String visitor = "visitor-" + this.visitors.draw(this.random);
		this.due.add(new Click(this.nextVisitMillis, visitor, Math.min(left, LONGEST), -1));
		this.nextVisitMillis += exponential(this.meanBetweenVisitsMillis);
	}

	private Appended appended(Click click) {
		boolean again = click.lastItem() >= 0 && this.random.nextInt(4) == 0;
		int item = again ? click.lastItem() : this.items.draw(this.random);
		if (click.left() > 1) {
			this.due.add(new Click(click.atMillis() + 500 + exponential(MEAN_GAP_MILLIS), click.visitor(),
					click.left() - 1, item));
		}
		Appended appended = new Appended(click.visitor(), json(click, item));
		if (this.random.nextInt(100) == 0) {
			deliverLater(click, appended);
		}
		return appended;
	}

	private void deliverLater(Click click, Appended appended) {
		this.due.add(new Delivery(click.atMillis() + 1 + this.random.nextInt(REDELIVERY_MILLIS), appended));
	}

	private String json(Click click, int item) {
		boolean late = this.random.nextInt(1_000) == 0;
		long time = (long) click.atMillis() - (late ? LATE_MILLIS : 0);
		String eventId = Long.toHexString(this.random.nextLong()) + "-" + this.events++;
		String json = "{\"eventId\":\"" + eventId + "\",\"type\":\"" + type() + "\",\"visitorId\":\"" + click.visitor()
				+ "\",\"itemId\":\"sku-" + item + "\",\"timestamp\":\"" + Instant.ofEpochMilli(time)
				+ "\",\"quantity\":1,\"price\":" + (5 + item % 200) + ".9,\"placement\":\"product\"}";
		boolean unreadable = this.random.nextInt(10_000) == 0;
		return unreadable ? json.substring(0, json.length() - 20) : json;
	}

	private String type() {
		int percent = this.random.nextInt(100);
		if (percent < 88) {
			return "view_item";
		}
		return (percent < 94) ? "add_to_cart"
				: (percent < 97) ? "add_to_wishlist" : (percent < 98) ? "remove_from_cart" : "purchase";
	}

	private double exponential(double mean) {
		return -mean * Math.log(1 - this.random.nextDouble());
	}

}
