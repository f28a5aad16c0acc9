package dev.beckon.recommend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import dev.beckon.access.OwnKey;
import dev.beckon.log.TopicTails;
import dev.beckon.session.CurrentSessions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * Gets the process warm before it is ready. Once the views have caught up, it asks this
 * very process over HTTP for answers to visitors of the session view and sends it clicks,
 * as a {@link Rehearsal}, until answers are {@link Steadiness steady} or the time allowed
 * for it is over.
 *
 * <p>
 * A fresh process answers many times slower than it will a minute later, since its code
 * is still interpreted and the compiler wants a processor for itself. With readiness held
 * back, the answers that are slow for it are nobody's. The compiler also takes for
 * granted what it has always seen, and throws away what it made when that turns out
 * wrong: so requests of all kinds come, some at once, and connections are opened and
 * closed.
 */
public class WarmUp implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

	private static final Duration POLL = Duration.ofMillis(20);

	private static final int TIMEOUT_MILLIS = 2_000;

	private static final int ROUND = 2_000;

	/** Visitors that are asked for. */
	private static final int VISITORS = 500;

	/** At once. */
	private static final int ASKERS = 3;

	/** Requests over a connection, on the average. */
	private static final int KEPT = 20;

	private final WarmUpProperties properties;

	private final Rehearsal rehearsal;

	private final TopicTails tails;

	private final CurrentSessions current;

	private volatile boolean done;

	private final LongAdder requests = new LongAdder();

	private volatile @Nullable Thread thread;

	WarmUp(WarmUpProperties properties, Rehearsal rehearsal, TopicTails tails, CurrentSessions current) {
		this.properties = properties;
		this.rehearsal = rehearsal;
		this.tails = tails;
		this.current = current;
		this.done = !properties.enabled();
	}

	/** Requests rehearsed so far. */
	public long requests() {
		return this.requests.sum();
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
		catch (ExecutionException failed) {
			log.warn("Ready without being warm, for the service cannot ask itself: {}",
					String.valueOf(failed.getCause()));
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.done = true;
		}
	}

	private void rehearse(String url) throws ExecutionException, InterruptedException {
		List<RehearsedRequest> requests = RehearsedRequest.of(this.current.some(VISITORS));
		Steadiness steadiness = new Steadiness();
		long start = System.nanoTime();
		long end = start + this.properties.maxTime().toNanos();
		long begun = start;
		long compiledNanos = compilerNanos();
		boolean steady = false;
		try (ExecutorService askers = Executors.newFixedThreadPool(ASKERS,
				Thread.ofPlatform().name("warm-up-", 0).daemon().factory())) {
			while (!steady && round(url, requests, end, askers)) {
				long now = System.nanoTime();
				long compiled = compilerNanos();
				steady = steadiness.after(now - begun, compiled - compiledNanos);
				begun = now;
				compiledNanos = compiled;
			}
		}
		collectGarbage();
		log.info("{} after {} requests in {} ms", steady ? "Warm" : "As warm as may be waited for", this.requests,
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
	}

	/**
	 * Of the start and the rehearsal, machine code that was compiled anew included. Left
	 * to itself the collector does it in the first minute, and answers wait.
	 */
	private static void collectGarbage() {
		System.gc();
	}

	/** What the compiler has been busy so far; none where there is no compiler to ask. */
	private static long compilerNanos() {
		CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
		boolean tells = compiler != null && compiler.isCompilationTimeMonitoringSupported();
		return tells ? TimeUnit.MILLISECONDS.toNanos(compiler.getTotalCompilationTime()) : 0;
	}

	/** Whether the round was finished in time. */
	private boolean round(String url, List<RehearsedRequest> requests, long endNanos, ExecutorService askers)
			throws ExecutionException, InterruptedException {
		AtomicInteger next = new AtomicInteger();
		Callable<Boolean> asker = () -> {
			for (int i = next.getAndIncrement(); i < ROUND; i = next.getAndIncrement()) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				if (System.nanoTime() - endNanos >= 0) {
					return false;
				}
				send(url, requests.get(i % requests.size()), i % KEPT == 0);
				this.requests.increment();
			}
			return true;
		};
		boolean finished = true;
		for (Future<Boolean> asked : askers.invokeAll(Collections.nCopies(ASKERS, asker))) {
			finished &= asked.get();
		}
		return finished;
	}

	/** With the plainest client there is: a better one would have to get warm itself. */
	private void send(String url, RehearsedRequest request, boolean last) throws IOException {
		HttpURLConnection asking = (HttpURLConnection) URI.create(url + request.pathAndQuery())
			.toURL()
			.openConnection(Proxy.NO_PROXY);
		asking.setConnectTimeout(TIMEOUT_MILLIS);
		asking.setReadTimeout(TIMEOUT_MILLIS);
		asking.setRequestProperty(OwnKey.HEADER, this.rehearsal.key().key());
		if (last) {
			asking.setRequestProperty("Connection", "close");
		}
		if (request.body() != null) {
			asking.setDoOutput(true);
			asking.setRequestProperty("Content-Type", "application/json");
			try (OutputStream body = asking.getOutputStream()) {
				body.write(request.body().getBytes(StandardCharsets.UTF_8));
			}
		}
		boolean isRefused = asking.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST;
		try (InputStream answer = isRefused ? asking.getErrorStream() : asking.getInputStream()) {
			answer.transferTo(OutputStream.nullOutputStream());
		}
	}

	@Override
	public void destroy() {
		Thread running = this.thread;
		if (running != null) {
			running.interrupt();
		}
	}

}
