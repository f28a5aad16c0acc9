package dev.beckon.demo;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Fills the shop once the service answers, and prints where to look.
 * {@code beckon.demo.shoppers=false} leaves it without shoppers.
 */
public final class Demo implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Demo.class);

	private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

	private static final String SHOPPER = "demo-1";

	private final Environment environment;

	private volatile boolean closed;

	private volatile Runnable shoppersEnd = () -> {
	};

	public Demo(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent ready) {
		Thread.ofPlatform().daemon().name("demo").start(this::open);
	}

	private void open() {
		DemoShop shop = new DemoShop(url("local.server.port"));
		untilDone(shop::sendCatalogue);
		Runnable enter = () -> {
		};
		if (this.environment.getProperty("beckon.demo.shoppers", Boolean.class, true)) {
			DemoShoppers shoppers = new DemoShoppers(shop, Clock.systemUTC());
			this.shoppersEnd = shoppers::close;
			untilDone(shoppers::sendPast);
			enter = shoppers::start;
		}
		awaitReady();
		enter.run();
		if (!this.closed) {
			print();
		}
	}

	private void untilDone(Runnable request) {
		while (!this.closed) {
			try {
				request.run();
				return;
			}
			catch (RestClientException unavailable) {
				log.warn("The demo waits for the service: {}", unavailable.getMessage());
				LockSupport.parkNanos(RETRY_DELAY.toNanos());
			}
		}
	}

	/** The first answers of a process are slow, so it rehearses before it is ready. */
	private void awaitReady() {
		RestClient management = RestClient.create(url("local.management.port"));
		while (!this.closed && !isReady(management)) {
			LockSupport.parkNanos(RETRY_DELAY.toNanos());
		}
	}

	private static boolean isReady(RestClient management) {
		try {
			management.get().uri("/actuator/health/readiness").retrieve().toBodilessEntity();
			return true;
		}
		catch (RestClientException notYet) {
			return false;
		}
	}

	@SuppressWarnings("SystemOut")
	private void print() {
		System.out.printf("""

				Beckon is ready.
				  The shop:         %1$s/shop
				  The console:      %2$s/console (log in with local-marketer)
				  The switchboard:  %2$s/console/switchboard (log in with local-sre)
				  An answer:        curl -H 'X-Api-Key: local-storefront' '%1$s/v1/recommendations?visitorId=%3$s'
				  What it knows:    curl -H 'X-Api-Key: local-admin' %1$s/v1/visitors/%3$s
				  Metrics:          curl -H 'X-Api-Key: local-sre' %2$s/actuator/prometheus

				""", url("local.server.port"), url("local.management.port"), SHOPPER);
	}

	private String url(String portProperty) {
		return "http://localhost:" + this.environment.getRequiredProperty(portProperty);
	}

	@Override
	public void close() {
		this.closed = true;
		this.shoppersEnd.run();
	}

}
