package dev.beckon.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Asks for answers at a steady rate, whatever they take: each counts from when its turn
 * was. Threads of the platform ask, so that the service's virtual threads have their
 * carriers to themselves.
 */
final class Asking implements AutoCloseable {

	private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.executor(this.threads)
		.build();

	private final String url;

	private final int perSecond;

	Asking(int port, int perSecond) {
		this.url = "http://localhost:" + port + "/v1/recommendations?placement=home&visitorId=visitor-";
		this.perSecond = perSecond;
	}

	/**
	 * What came of it.
	 *
	 * @param micros how long answers took
	 * @param errors what was no answer
	 */
	record Answers(Histogram micros, long errors) {

		double p99Millis() {
			return this.micros.getValueAtPercentile(99) / 1e3;
		}

		double p50Millis() {
			return this.micros.getValueAtPercentile(50) / 1e3;
		}

	}

	/** Asks for so long, and returns once every answer is there. */
	Answers ask(Duration duration) {
		Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
		LongAdder errors = new LongAdder();
		long turns = duration.toSeconds() * this.perSecond;
		long start = System.nanoTime();
		for (long i = 0; i < turns; i++) {
			long due = start + TimeUnit.SECONDS.toNanos(i) / this.perSecond;
			for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			var _ = this.http.sendAsync(question(i), BodyHandlers.discarding()).whenComplete((answer, failure) -> {
				errors.add((failure == null && answer.statusCode() == 200) ? 0 : 1);
				micros.recordValue(Math.min(LONGEST_MICROS, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due)));
			});
		}
		while (micros.getTotalCount() < turns) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
		return new Answers(micros, errors.sum());
	}

	private HttpRequest question(long number) {
		long visitor = number * 7_919 % CatchUp.VISITORS;
		return HttpRequest.newBuilder(URI.create(this.url + visitor))
			.header("X-Api-Key", "local-storefront")
			.timeout(TIMEOUT)
			.build();
	}

	@Override
	public void close() {
		this.http.shutdownNow();
		this.threads.shutdownNow();
	}

}
