package dev.beckon.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import dev.beckon.stack.ApplicationProcess;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What shoppers of a {@link LargeShop} send to a service: questions of known visitors,
 * one in twenty of a visitor nobody knows, half of them on an item's page; and clicks,
 * which come in requests of fifty, as from a collecting gateway. Five clicks a second
 * come alone and are timed until an answer reflects them.
 */
final class Traffic implements AutoCloseable {

	private static final int EVENTS_A_REQUEST = 50;

	/** Clicks of these visitors are timed, and they do nothing else. */
	private static final int TIMED_VISITORS = 500;

	private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(10);

	private final LargeShop shop;

	private final int eventsPerSecond;

	private final HttpConnections connections;

	/** Of clicks since the last step's figures. */
	private final Histogram lately = new ConcurrentHistogram(TimeUnit.SECONDS.toMicros(60), 3);

	private final Histogram freshness = new Histogram(TimeUnit.SECONDS.toMicros(60), 3);

	private final AtomicInteger clicks = new AtomicInteger();

	private final SplittableRandom random = new SplittableRandom(2);

	private volatile boolean running = true;

	private final LongAdder eventFailures = new LongAdder();

	Traffic(ApplicationProcess service, LargeShop shop, int eventsPerSecond) {
		this.shop = shop;
		this.eventsPerSecond = eventsPerSecond;
		this.connections = new HttpConnections(service.port());
	}

	/** Asks at a rate and returns what came of it. */
	Step ask(int perSecond, Duration duration) {
		Step step = new Step(perSecond, this.connections);
		OpenLoop.run(perSecond, duration, (number, due) -> step.ask(question(number), due));
		return step;
	}

	private byte[] question(long number) {
		SplittableRandom drawn = new SplittableRandom(number * 0x9e3779b97f4a7c15L + this.clicks.get());
		int visitors = this.shop.visitors() - TIMED_VISITORS;
		String visitor = (drawn.nextInt(20) == 0) ? "nobody-" + drawn.nextInt()
				: LargeShop.visitor(TIMED_VISITORS + drawn.nextInt(visitors));
		String page = drawn.nextBoolean() ? "placement=home" : "placement=product&itemId=" + this.shop.item(drawn);
		return HttpConnections.get("/v1/recommendations?visitorId=" + visitor + "&" + page);
	}

	/**
	 * The highest rate that is borne, searched upwards from one that is, or else
	 * downwards.
	 */
	int maximum(int sustained, int stride, Duration duration) {
		int rate = Math.max(sustained, stride) + stride;
		while (ask(rate, duration).isSustained()) {
			rate += stride;
		}
		return rate - stride;
	}

	/** Has clicks come in until this is closed. */
	void letEventsFlow() {
		Thread.ofVirtual().name("clicks").start(() -> {
			while (this.running) {
				OpenLoop.run(this.eventsPerSecond / EVENTS_A_REQUEST, Duration.ofSeconds(1), (number, due) -> click());
			}
		});
		Thread.ofVirtual().name("timed clicks").start(() -> {
			while (this.running) {
				OpenLoop.run(5, Duration.ofSeconds(1), (number, due) -> timeClick(due));
			}
		});
	}

	private void click() {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		synchronized (this.random) {
			for (int i = 0; i < EVENTS_A_REQUEST; i++) {
				int visitor = TIMED_VISITORS + this.random.nextInt(this.shop.visitors() - TIMED_VISITORS);
				body.write((i == 0) ? '[' : ',');
				body.writeBytes(LargeShop.event("click-" + this.clicks.incrementAndGet(), LargeShop.visitor(visitor),
						this.shop.item(this.random), System.currentTimeMillis()));
			}
		}
		body.write(']');
		try {
			boolean taken = this.connections.send(HttpConnections.json("POST", "/v1/events", body.toByteArray()))
				.status() == 202;
			this.eventFailures.add(taken ? 0 : 1);
		}
		catch (IOException failed) {
			this.eventFailures.increment();
		}
	}

	private void timeClick(long due) {
		int click = this.clicks.incrementAndGet();
		String visitor = LargeShop.visitor(click % TIMED_VISITORS);
		long time = System.currentTimeMillis();
		try {
			this.connections.send(HttpConnections.json("POST", "/v1/events",
					LargeShop.event("timed-" + click, visitor, "item-" + click % 1_000, time)));
			byte[] question = HttpConnections.get("/v1/recommendations?placement=home&visitorId=" + visitor);
			while (!reflects(this.connections.send(question).head(), time) && System.nanoTime() - due < GIVE_UP_NANOS) {
				LockSupport.parkNanos(LOOK_EVERY_NANOS);
			}
			this.lately.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due));
		}
		catch (IOException failed) {
			this.eventFailures.increment();
		}
	}

	/**
	 * Whether the newest interaction that the answer knew is not older than the click.
	 */
	private static boolean reflects(String head, long timeMillis) {
		int from = head.indexOf("\"profileAgeMs\":") + "\"profileAgeMs\":".length();
		String age = head.substring(from, head.indexOf(',', from));
		return !age.equals("null") && System.currentTimeMillis() - Long.parseLong(age) >= timeMillis;
	}

	/**
	 * A step's figures, with how fresh its answers were. They count from now on, if the
	 * step was borne.
	 */
	Map<String, Object> figures(Step step) {
		Map<String, Object> figures = step.figures();
		figures.put("event_failures", this.eventFailures.sum());
		Histogram ofStep = this.lately.copy();
		this.lately.reset();
		figures.putAll(freshness(ofStep));
		if (step.isSustained()) {
			this.freshness.add(ofStep);
		}
		return figures;
	}

	/** What was timed before does not count, for the service was still getting warm. */
	void isWarm() {
		this.lately.reset();
	}

	/** Of all steps that were borne and whose figures were asked for. */
	Map<String, Object> freshness() {
		return freshness(this.freshness);
	}

	private static Map<String, Object> freshness(Histogram micros) {
		return Map.of("freshness_p50_ms", micros.getValueAtPercentile(50) / 1e3, "freshness_p99_ms",
				micros.getValueAtPercentile(99) / 1e3, "freshness_clicks", micros.getTotalCount());
	}

	@Override
	public void close() {
		this.running = false;
		this.connections.close();
	}

}
