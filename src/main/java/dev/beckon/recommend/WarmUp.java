package dev.beckon.recommend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import dev.beckon.access.OwnKey;
import dev.beckon.log.TopicTails;
import dev.beckon.session.CurrentSessions;
import dev.beckon.session.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * Gets the process warm before it is ready. Once the views have caught up, it asks this
 * very process over HTTP for answers to visitors of the session view, as a
 * {@link Rehearsal}, until they are {@link Steadiness steady} or the time allowed for it
 * is over.
 *
 * <p>
 * A fresh process answers many times slower than it will a minute later, since its code
 * is still interpreted and the compiler wants a processor for itself. With readiness held
 * back, the answers that are slow for it are nobody's.
 */
public class WarmUp implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

	private static final Duration POLL = Duration.ofMillis(20);

	private static final int TIMEOUT_MILLIS = 2_000;

	private static final int ROUND = 500;

	private final WarmUpProperties properties;

	private final Rehearsal rehearsal;

	private final TopicTails tails;

	private final CurrentSessions current;

	private volatile boolean done;

	private final LongAdder answers = new LongAdder();

	private volatile @Nullable Thread thread;

	WarmUp(WarmUpProperties properties, Rehearsal rehearsal, TopicTails tails, CurrentSessions current) {
		this.properties = properties;
		this.rehearsal = rehearsal;
		this.tails = tails;
		this.current = current;
		this.done = !properties.enabled();
	}

	/** Answers rehearsed so far. */
	public long answers() {
		return this.answers.sum();
	}

	/** Whether the process is as warm as it gets before it is ready. */
	public boolean isDone() {
		return this.done;
	}

	@EventListener
	void on(ServletWebServerInitializedEvent started) {
		boolean isManagement = started.getApplicationContext().getServerNamespace() != null;
		if (!isManagement && !this.done) {
			int port = started.getWebServer().getPort();
			this.thread = Thread.ofPlatform().name("warm-up").daemon().start(() -> run(port));
		}
	}

	private void run(int port) {
		try {
			while (!this.tails.caughtUp()) {
				Thread.sleep(POLL);
			}
			rehearse("http://localhost:" + port);
		}
		catch (IOException failed) {
			log.warn("Ready without being warm, for the service cannot ask itself: {}", failed.toString());
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.done = true;
		}
	}

	private void rehearse(String url) throws IOException, InterruptedException {
		List<URI> questions = samples().map((query) -> URI.create(url + "/v1/recommendations?" + query)).toList();
		Steadiness steadiness = new Steadiness();
		long start = System.nanoTime();
		long end = start + this.properties.maxTime().toNanos();
		long begun = start;
		long compiledNanos = compilerNanos();
		boolean steady = false;
		while (!steady && round(questions, end)) {
			long now = System.nanoTime();
			long compiled = compilerNanos();
			steady = steadiness.after(now - begun, compiled - compiledNanos);
			begun = now;
			compiledNanos = compiled;
		}
		log.info("{} after {} answers in {} ms", steady ? "Warm" : "Still warming up", this.answers,
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
	}

	/** What the compiler has been busy so far; none where there is no compiler to ask. */
	private static long compilerNanos() {
		CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
		boolean tells = compiler != null && compiler.isCompilationTimeMonitoringSupported();
		return tells ? TimeUnit.MILLISECONDS.toNanos(compiler.getTotalCompilationTime()) : 0;
	}

	/** Whether the round was finished in time. */
	private boolean round(List<URI> questions, long endNanos) throws IOException, InterruptedException {
		for (int i = 0; i < ROUND; i++) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			if (System.nanoTime() - endNanos >= 0) {
				return false;
			}
			ask(questions.get(i % questions.size()));
			this.answers.increment();
		}
		return true;
	}

	/** With the plainest client there is: a better one would have to get warm itself. */
	private void ask(URI question) throws IOException {
		URLConnection asking = question.toURL().openConnection(Proxy.NO_PROXY);
		asking.setConnectTimeout(TIMEOUT_MILLIS);
		asking.setReadTimeout(TIMEOUT_MILLIS);
		asking.setRequestProperty(OwnKey.HEADER, this.rehearsal.key().key());
		asking.setRequestProperty(Rehearsal.HEADER, this.rehearsal.password());
		try (InputStream answer = asking.getInputStream()) {
			answer.transferTo(OutputStream.nullOutputStream());
		}
	}

	/**
	 * Questions as they come: of known visitors and new ones, with and without an item.
	 */
	private Stream<String> samples() {
		Stream<String> known = this.current.some(ROUND).stream().flatMap(WarmUp::samples);
		return Stream.concat(
				Stream.of("placement=home&visitorId=nobody", "placement=product&visitorId=nobody&itemId=none"), known);
	}

	private static Stream<String> samples(Session session) {
		String visitor = "visitorId=" + encoded(session.visitorId());
		String item = "&itemId=" + encoded(session.touches().getLast().itemId());
		return Stream.of("placement=home&" + visitor, "placement=product&" + visitor + item);
	}

	private static String encoded(String id) {
		return URLEncoder.encode(id, StandardCharsets.UTF_8);
	}

	@Override
	public void destroy() {
		Thread running = this.thread;
		if (running != null) {
			running.interrupt();
		}
	}

}
