package dev.beckon.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.beckon.event.EventJson;
import dev.beckon.event.Interaction;

/**
 * Plays a clickstream file into a running service, open-loop, and measures the answers.
 * The last line it prints is one JSON object.
 */
public final class Replay {

	private static final int WARMING_VISITORS = 500;

	private final ReplayOptions options;

	private final PrintStream out;

	Replay(ReplayOptions options, PrintStream out) {
		this.options = options;
		this.out = out;
	}

	@SuppressWarnings("SystemOut")
	public static void main(String[] args) throws IOException {
		new Replay(ReplayOptions.of(args), System.out).run();
		System.exit(0);
	}

	/** Replays the file and returns the JSON line. */
	String run() throws IOException {
		return run(() -> {
		});
	}

	/**
	 * Replays the file and returns the JSON line.
	 * @param begins is run when the clock starts, warm-up done
	 */
	String run(Runnable begins) throws IOException {
		Clickstream clickstream = Clickstream.read(this.options.file()).first(this.options.limit());
		this.out.printf("%s: %,d rows of %s, at %s times its speed to %s%n", clickstream.format(),
				clickstream.rows().size(), Duration.ofMillis(clickstream.spanMillis()), this.options.speed(),
				this.options.url());
		Tally tally = new Tally(this.options.deadline().toMillis());
		try (BeckonClient client = new BeckonClient(this.options.url(), this.options.key())) {
			if (this.options.sendCatalogue()) {
				sendCatalogue(clickstream, client);
			}
			warmUp(clickstream.rows(), client);
			begins.run();
			String report = replay(clickstream, client, tally);
			this.out.println(report);
			Path file = this.options.report();
			if (file != null) {
				Files.writeString(file, report + "\n");
			}
			return report;
		}
	}

	private void sendCatalogue(Clickstream clickstream, BeckonClient client) {
		var requests = ReplayedItems.requests(clickstream);
		requests.forEach(client::sendItems);
		this.out.printf("The catalogue is sent, %,d items at most%n", requests.size() * ReplayedItems.MAX_ITEMS);
	}

	/** The file's clicks by a few visitors of its own, as fast as they are answered. */
	private void warmUp(List<Row> rows, BeckonClient client) {
		IntStream.range(0, this.options.warmUp()).parallel().forEach((i) -> {
			Row row = rows.get(i % rows.size());
			String visitor = "warm-up-" + i % WARMING_VISITORS;
			try {
				client.send(EventJson.write(new Interaction(this.options.label() + "-warm-up-" + i, row.type(), visitor,
						row.itemId(), System.currentTimeMillis(), 1, row.price(), null, null, null)));
				client.ask(visitor, row.itemId());
			}
			catch (BeckonClient.FailedRequest failed) {
				this.out.println(failed.getMessage());
			}
		});
	}

	private String replay(Clickstream clickstream, BeckonClient client, Tally tally) {
		Report report = new Report(this.options, tally);
		long ofSeconds = (long) Math.ceil(clickstream.spanMillis() / this.options.speed() / 1_000);
		long start = System.nanoTime();
		Thread progress = Thread.ofPlatform().daemon().name("progress").start(() -> show(report, ofSeconds));
		new Load(clickstream, this.options, client, tally).run();
		stop(progress);
		return report.json((System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
	}

	/** So that the report is the last line. */
	private static void stop(Thread progress) {
		progress.interrupt();
		try {
			progress.join();
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void show(Report report, long ofSeconds) {
		for (long second = 1; !Thread.currentThread().isInterrupted(); second++) {
			LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
			this.out.println(report.progress(second, ofSeconds));
		}
	}

}
