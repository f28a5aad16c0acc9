package dev.beckon.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.client.RestClientException;

/**
 * Simulated shoppers: first a few hundred visits of the past hours at once, then a
 * handful of shoppers, some of them new, who take about two steps a second together.
 */
public final class DemoShoppers implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(DemoShoppers.class);

	private static final int PAST_VISITS = 600;

	private static final Duration PAST = Duration.ofHours(3);

	private static final int VISITORS = 150;

	private static final int PRESENT = 8;

	private static final double NEW = 0.2;

	private static final Duration STEP = Duration.ofMillis(500);

	private final DemoShop shop;

	private final Clock clock;

	private final Duration step;

	private final Random random = new Random(DemoShop.SEED);

	private final List<Shopper> present = new ArrayList<>();

	private final Thread thread = Thread.ofPlatform().daemon().name("demo-shoppers").unstarted(this::walk);

	/** A visitor in the shop, with what the shop shows them. */
	private static final class Shopper {

		private final String visitorId;

		private final DemoVisit visit;

		/** Which answer led to which item. */
		private final Map<String, DemoShop.Shelf> clicks = new HashMap<>();

		private DemoShop.Shelf shelf;

		private Shopper(String visitorId, DemoVisit visit, DemoShop.Shelf shelf) {
			this.visitorId = visitorId;
			this.visit = visit;
			this.shelf = shelf;
		}

		/** The event with the answer it came of, if it did of one. */
		private DemoEvent event(DemoVisit.Step step, Instant time) {
			String itemId = step.item().itemId();
			if (step.recommended()) {
				this.clicks.put(itemId, this.shelf);
			}
			DemoEvent event = DemoEvent.of(this.visitorId, step, time);
			DemoShop.Shelf answer = this.clicks.get(itemId);
			return (answer != null) ? event.because(answer) : event;
		}

	}

	DemoShoppers(DemoShop shop, Clock clock) {
		this(shop, clock, STEP);
	}

	/**
	 * Shoppers in this shop, who are not there yet.
	 * @param step from one step of any of them to the next, beside what the service takes
	 */
	public DemoShoppers(DemoShop shop, Clock clock, Duration step) {
		this.shop = shop;
		this.clock = clock;
		this.step = step;
	}

	/** Sends the visits of the past hours. */
	public void sendPast() {
		List<DemoEvent> past = past(this.clock.instant());
		for (int i = 0; i < past.size(); i += DemoShop.MAX_EVENTS) {
			this.shop.send(past.subList(i, Math.min(past.size(), i + DemoShop.MAX_EVENTS)));
		}
		log.info("{} interactions of {} past visits are sent", past.size(), PAST_VISITS);
	}

	private List<DemoEvent> past(Instant end) {
		List<DemoEvent> past = new ArrayList<>();
		for (int i = 0; i < PAST_VISITS; i++) {
			DemoVisit visit = new DemoVisit(this.shop.items(), this.random);
			String visitorId = "demo-" + (1 + i);
			Instant time = end.minusMillis(this.random.nextLong(PAST.toMillis()));
			DemoVisit.Step step = visit.next(List.of());
			while (step != null && time.isBefore(end)) {
				past.add(DemoEvent.of(visitorId, step, time));
				time = time.plusSeconds(5 + this.random.nextLong(55));
				step = visit.next(List.of());
			}
		}
		past.sort(Comparator.comparing(DemoEvent::timestamp));
		return past;
	}

	/** Begins to send steps; they go on until closed. */
	public void start() {
		this.thread.start();
	}

	private void walk() {
		while (!Thread.currentThread().isInterrupted()) {
			step();
			LockSupport.parkNanos(this.step.toNanos());
		}
	}

	private void step() {
		try {
			Shopper shopper = next();
			DemoVisit.Step step = shopper.visit.next(shopper.shelf.items());
			if (step == null) {
				this.present.remove(shopper);
				return;
			}
			this.shop.send(List.of(shopper.event(step, this.clock.instant())));
			shopper.shelf = this.shop.shelf(shopper.visitorId, placement(step), step.item().itemId());
		}
		catch (RestClientException unavailable) {
			log.debug("A simulated shopper got no answer", unavailable);
		}
	}

	/** What goes into the cart, or is bought, is seen in the cart. */
	private static String placement(DemoVisit.Step step) {
		return switch (step.type()) {
			case ADD_TO_CART, REMOVE_FROM_CART, PURCHASE -> "cart";
			case VIEW_ITEM, ADD_TO_WISHLIST -> "product";
		};
	}

	private Shopper next() {
		while (this.present.size() < PRESENT) {
			String visitorId = (this.random.nextDouble() < NEW) ? "new-" + Long.toHexString(this.random.nextLong())
					: "demo-" + (1 + this.random.nextInt(VISITORS));
			this.present.add(new Shopper(visitorId, new DemoVisit(this.shop.items(), this.random),
					this.shop.shelf(visitorId, "home", null)));
		}
		return this.present.get(this.random.nextInt(PRESENT));
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

}
