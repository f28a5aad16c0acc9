package dev.beckon.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.beckon.stack.LocalRedis;
import dev.beckon.stack.LocalStack;
import dev.beckon.stack.ApplicationProcess;
import org.junit.jupiter.api.Test;

/**
 * A replay of a real clickstream while Redis is killed, as a shop in production would see
 * it: the service runs in a JVM of its own, and has answered 30,000 clicks before. After
 * a quarter of the time a primary is killed ({@code kill -9}), after three eighths all
 * six nodes, and after a half they come back empty.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=outage -Ddata=DIRECTORY -Dspeed=45
 * </pre>
 *
 * The directory holds the {@code events.csv.gz} of REES46 or Taobao. Writes the replay's
 * line of JSON to {@code target/bench/outage.json}. {@code -Dservice.jvm="..."} are
 * arguments of the service's JVM.
 */
class OutageBench {

	private static final int WARM_UP = 30_000;

	private static final Duration START = Duration.ofMinutes(5);

	private final Path file = Path.of(System.getProperty("data", "."), "events.csv.gz");

	private final double speed = Double.parseDouble(System.getProperty("speed", "45"));

	@Test
	void measures() throws IOException {
		Path out = Files.createDirectories(Path.of("target", "bench")).resolve("outage.json");
		try (LocalStack stack = LocalStack.start();
				ApplicationProcess service = ApplicationProcess.start(ApplicationProcess.jvm("1g"), stack.properties());
				ScheduledExecutorService plan = Executors.newSingleThreadScheduledExecutor()) {
			service.awaitReady(START);
			long millis = (long) (Clickstream.read(this.file).spanMillis() / this.speed);
			new Replay(ReplayOptions.of("file=" + this.file, "url=" + service.url(), "speed=" + this.speed,
					"warmUp=" + WARM_UP, "report=" + out), System.out)
				.run(() -> outage(stack.redis(), plan, millis));
			plan.shutdownNow();
		}
	}

	private static void outage(LocalRedis redis, ScheduledExecutorService plan, long millis) {
		var _ = plan.schedule(() -> redis.primaries().getFirst().kill(), millis / 4, TimeUnit.MILLISECONDS);
		var _ = plan.schedule(redis::killAll, millis * 3 / 8, TimeUnit.MILLISECONDS);
		var _ = plan.schedule(redis::startAll, millis / 2, TimeUnit.MILLISECONDS);
	}

}
