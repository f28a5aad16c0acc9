package dev.beckon.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Spring Boot application in a JVM of its own, so that what is measured shares neither
 * heap nor compiler with what measures it. Ends with this JVM at the latest.
 */
public final class ApplicationProcess implements AutoCloseable {

	/** The service's own main class. */
	static final String SERVICE = "dev.beckon.BeckonApplication";

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	/** A JVM whose compiler gives way, and of which nothing has precedence. */
	static final List<String> PATIENT_COMPILER = List.of("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=10",
			"-XX:JavaPriority9_To_OSPriority=0");

	/** What the JVM in the container gets, but for the size of its heap. */
	static final List<String> CONTAINER_JVM = Stream
		.concat(Stream.of("-XX:+UseG1GC", "-XX:NewRatio=29", "-XX:MaxTenuringThreshold=0",
				"-XX:+UseCompactObjectHeaders", "-XX:+UseTransparentHugePages", "-XX:+AlwaysPreTouch",
				"-XX:-ClassUnloadingWithConcurrentMark", "-XX:JavaPriority1_To_OSPriority=10"),
				PATIENT_COMPILER.stream())
		.toList();

	private final ChildProcess process;

	private final Path log;

	private final int port;

	private final int managementPort;

	private ApplicationProcess(ChildProcess process, Path log, int port, int managementPort) {
		this.process = process;
		this.log = log;
		this.port = port;
		this.managementPort = managementPort;
	}

	/**
	 * Arguments for the service's JVM: those it has in its container with a heap of that
	 * size, such as {@code 2g}; or those of the property {@code service.jvm}.
	 */
	public static List<String> jvm(String heap) {
		String chosen = System.getProperty("service.jvm");
		if (chosen != null) {
			return Arrays.asList(chosen.split(" ", -1));
		}
		List<String> jvm = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap));
		jvm.addAll(CONTAINER_JVM);
		return jvm;
	}

	/**
	 * Starts the service.
	 * @param jvm arguments of its JVM
	 * @param properties what it should know besides its ports
	 */
	public static ApplicationProcess start(List<String> jvm, Map<String, String> properties) {
		return start(SERVICE, jvm, properties);
	}

	/** Starts another application. */
	public static ApplicationProcess start(String mainClass, List<String> jvm, Map<String, String> properties) {
		int port = FreePorts.next();
		int managementPort = FreePorts.next();
		Path log = newLog();
		Map<String, String> all = new LinkedHashMap<>(properties);
		all.put("server.port", Integer.toString(port));
		all.put("management.server.port", Integer.toString(managementPort));
		return new ApplicationProcess(ChildProcess.startBeside(log, command(mainClass, jvm, all)), log, port,
				managementPort);
	}

	/** The command that runs an application with all of these properties. */
	static List<String> command(String mainClass, List<String> jvm, Map<String, String> properties) {
		List<String> command = new ArrayList<>();
		command.add(ProcessHandle.current().info().command().orElse("java"));
		command.addAll(jvm);
		command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath(mainClass), mainClass,
				"--logging.structured.format.console="));
		properties.forEach((name, value) -> command.add("--" + name + "=" + value));
		return command;
	}

	private static Path newLog() {
		try {
			return Files.createTempFile("beckon-service-", ".log");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The service gets along without the classes and settings of the tests. */
	private static String classPath(String mainClass) {
		boolean isTest = ApplicationProcess.class.getClassLoader()
			.getResource(mainClass.replace('.', '/') + ".class")
			.getPath()
			.contains("test-classes");
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> isTest || !entry.contains("test-classes"))
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** Waits until the service says that it is ready, and returns how long that took. */
	public Duration awaitReady(Duration atMost) {
		long start = System.nanoTime();
		Await.until("a service that is ready, see " + this.log, atMost, this::isReady);
		return Duration.ofNanos(System.nanoTime() - start);
	}

	/** Waits until the application takes connections. */
	public void awaitPort(Duration atMost) {
		Await.until("an application that listens, see " + this.log, atMost, () -> {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
				return socket.isConnected();
			}
			catch (IOException starting) {
				return false;
			}
		});
	}

	public boolean isReady() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("the service has ended, see " + this.log);
		}
		try {
			return get(this.managementPort, "/actuator/health/readiness").statusCode() == 200;
		}
		catch (IOException starting) {
			return false;
		}
	}

	private static java.net.http.HttpResponse<String> get(int port, String path) throws IOException {
		URI uri = URI.create("http://127.0.0.1:" + port + path);
		try {
			return HTTP.send(
					HttpRequest.newBuilder(uri).header("X-Api-Key", "local-sre").timeout(Duration.ofSeconds(5)).build(),
					BodyHandlers.ofString());
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(stopped);
		}
	}

	public int port() {
		return this.port;
	}

	public URI url() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	public long pid() {
		return this.process.pid();
	}

	/** Has the JVM collect all garbage, and returns when it has. */
	public void collectGarbage() throws IOException {
		String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
		try {
			new ProcessBuilder(jcmd, Long.toString(pid()), "GC.run").redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

	/** The processor time the service has used. */
	public Duration cpu() {
		return ProcessHandle.of(pid()).flatMap((process) -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
	}

	/** What the service has written, standard output and errors. */
	public Path log() {
		return this.log;
	}

	/** The sum over all series of a metric whose line contains {@code part}. */
	public double metric(String name, String part) {
		try {
			return get(this.managementPort, "/actuator/prometheus").body()
				.lines()
				.filter((line) -> line.startsWith(name) && line.contains(part))
				.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
				.sum();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.terminate();
	}

}
