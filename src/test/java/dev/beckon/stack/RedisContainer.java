package dev.beckon.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * Nodes as processes of one container of the official image, on the same ports inside as
 * outside, so that the addresses the nodes tell each other hold for clients too.
 */
final class RedisContainer implements RedisHost {

	private static final DockerImageName IMAGE = DockerImageName.parse("redis:8.0");

	/**
	 * Nothing listens before the nodes are started, so ports cannot tell that it is up.
	 */
	private final GenericContainer<?> container = new GenericContainer<>(IMAGE)
		.withCommand("sh", "-c", "while true; do sleep 1; done")
		.waitingFor(Wait.forSuccessfulCommand("redis-server --version"));

	RedisContainer(List<Integer> ports) {
		this.container.setPortBindings(ports.stream().map((port) -> port + ":" + port).toList());
		this.container.start();
	}

	@Override
	public void start(int port, boolean keepClusterConfig) {
		String home = "/tmp/redis-" + port;
		this.container.copyFileToContainer(Transferable.of(RedisHost.configuration(port, "0.0.0.0", home)),
				home + "/redis.conf");
		run("rm -f " + home + "/" + COPY_OF_KEYS);
		if (!keepClusterConfig) {
			run("rm -f " + home + "/" + CLUSTER_CONFIG);
		}
		run("redis-server " + home + "/redis.conf --daemonize yes --pidfile " + home + "/pid");
	}

	@Override
	public void kill(int port) {
		signal(port, "KILL");
		Await.until("a killed Redis node is gone", Duration.ofSeconds(10), () -> !isRunning(port));
	}

	@Override
	public void signal(int port, String name) {
		run("[ ! -f %1$s ] || kill -%2$s $(cat %1$s) || true".formatted(pidFile(port), name));
	}

	@Override
	public boolean isRunning(int port) {
		return this.container.isRunning() && run("[ -f %1$s ] && kill -0 $(cat %1$s)".formatted(pidFile(port))) == 0;
	}

	private static String pidFile(int port) {
		return "/tmp/redis-" + port + "/pid";
	}

	private int run(String script) {
		try {
			return this.container.execInContainer("sh", "-c", script).getExitCode();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.container.stop();
	}

}
