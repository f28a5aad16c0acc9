package dev.beckon.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The service in a JVM of its own, which can be killed, paused and started again on its
 * old ports. Thread safety: for one thread at a time, but for {@link #isInTraffic()}.
 */
public final class ServiceProcess implements AutoCloseable {

	private static final String HEAP = "1g";

	private static final Duration STARTING = Duration.ofMinutes(2);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(1))
		.build();

	private final int port = FreePorts.next();

	private final int managementPort = FreePorts.next();

	private final Path log;

	private final Map<String, String> properties;

	private ChildProcess process;

	private volatile boolean inTraffic;

	private ServiceProcess(Path log, Map<String, String> properties) {
		this.log = log;
		this.properties = new LinkedHashMap<>(properties);
		this.properties.put("server.port", Integer.toString(this.port));
		this.properties.put("management.server.port", Integer.toString(this.managementPort));
		this.process = launch();
	}

	/**
	 * Starts a service, which gets ready by itself.
	 * @param log the file its output is appended to
	 */
	public static ServiceProcess start(Path log, Map<String, String> properties) {
		return new ServiceProcess(log, properties);
	}

	private ChildProcess launch() {
		this.inTraffic = false;
		return ChildProcess.startBeside(this.log,
				ApplicationProcess.command(ApplicationProcess.SERVICE, ApplicationProcess.jvm(HEAP), this.properties));
	}

	public int port() {
		return this.port;
	}

	public int managementPort() {
		return this.managementPort;
	}

	/** Waits until the service says that it is ready. */
	public void awaitReady() {
		Await.until("a service ready at " + this.managementPort + ", see " + this.log, STARTING, this::isReady);
		this.inTraffic = true;
	}

	/**
	 * Whether a load balancer would send it requests: it was seen ready since it was
	 * started. Any thread may ask.
	 */
	public boolean isInTraffic() {
		return this.inTraffic;
	}

	private boolean isReady() {
		URI readiness = URI.create("http://localhost:" + this.managementPort + "/actuator/health/readiness");
		try {
			return this.http
				.send(HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(2)).build(),
						HttpResponse.BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException notYet) {
			return false;
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Ends the service with kill -9. */
	public void kill() {
		this.process.kill();
	}

	/** Ends the service as an orchestrator does, and returns when it has ended. */
	public void terminate() {
		this.process.terminate();
	}

	/** Starts a service that has ended again, on its old ports. */
	public void restart() {
		if (!this.process.isAlive()) {
			this.process = launch();
		}
	}

	/** Stops the service's clock: its connections stay, and it does nothing. */
	public void pause() {
		this.process.signal("STOP");
	}

	public void resume() {
		this.process.signal("CONT");
	}

	@Override
	public void close() {
		resume();
		terminate();
		this.http.close();
	}

}
