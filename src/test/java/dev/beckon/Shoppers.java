package dev.beckon;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.beckon.Shop.Answer;

/**
 * Visitors who ask for recommendations in turn, at a steady rate, whatever the answers
 * take.
 */
final class Shoppers implements AutoCloseable {

	private static final Duration PERIOD = Duration.ofMillis(20);

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final AtomicInteger asked = new AtomicInteger();

	private Shoppers() {
	}

	static Shoppers asking(Shop shop, List<String> visitors) {
		Shoppers shoppers = new Shoppers();
		var _ = shoppers.clock.scheduleAtFixedRate(() -> {
			String visitor = visitors.get(shoppers.asked.getAndIncrement() % visitors.size());
			Thread.ofVirtual().start(() -> shoppers.answers.add(shop.recommendations(visitor)));
		}, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
		return shoppers;
	}

	List<Answer> answers() {
		return List.copyOf(this.answers);
	}

	/** Whether every question has its answer, once nobody asks any more. */
	boolean allAnswered() {
		return this.answers.size() == this.asked.get();
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.clock.close();
	}

}
