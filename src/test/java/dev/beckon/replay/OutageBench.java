package dev.beckon.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.ApplicationProcess;
import org.junit.jupiter.api.Test;

/**
 * A replay of a real clickstream while Redis is killed, as a shop in production would see
 * it: the service runs in a JVM of its own and has just become ready. After a quarter of
 * the time a primary is killed ({@code kill -9}), after three eighths all six nodes, and
 * after a half they come back empty.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=outage -Ddata=DIRECTORY -Dspeed=45
 * </pre>
 *
 * The directory holds the {@code events.csv.gz} of REES46 or Taobao. Writes the replay's
 * line of JSON to {@code target/bench/outage.json}. {@code -Djvm="..."} are arguments of
 * the service's JVM.
 */
class OutageBench {

	private static final Duration START = Duration.ofMinutes(5);

	private final Path file = Path.of(System.getProperty("data", "."), "events.csv.gz");

	private final double speed = Double.parseDouble(System.getProperty("speed", "45"));

	@Test
	void measures() throws IOException {
		Path out = Files.createDirectories(Path.of("target", "bench")).resolve("outage.json");
		String[] jvm = System.getProperty("jvm", "-Xmx1g -XX:+UseG1GC").split(" ", -1);
		try (LocalStack stack = LocalStack.start();
				ApplicationProcess service = ApplicationProcess.start(Arrays.asList(jvm), stack.properties());
				ScheduledExecutorService plan = Executors.newSingleThreadScheduledExecutor()) {
			service.awaitReady(START);
			long millis = (long) (Clickstream.read(this.file).spanMillis() / this.speed);
			LocalRedis redis = stack.redis();
			var _ = plan.schedule(() -> redis.primaries().getFirst().kill(), millis / 4, TimeUnit.MILLISECONDS);
			var _ = plan.schedule(redis::killAll, millis * 3 / 8, TimeUnit.MILLISECONDS);
			var _ = plan.schedule(redis::startAll, millis / 2, TimeUnit.MILLISECONDS);
			new Replay(ReplayOptions.of("file=" + this.file, "url=" + service.url(), "speed=" + this.speed,
					"warmUp=500", "report=" + out), System.out)
				.run();
			System.out
				.println("answers over the deadline: " + service.metric("beckon_answers_over_deadline_total", ""));
			plan.shutdownNow();
		}
	}

}
