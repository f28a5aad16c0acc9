package dev.beckon.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import redis.embedded.core.ExecutableProvider;

/**
 * Nodes as processes of this machine: the redis-server on the PATH, or else the one that
 * the embedded-redis jar carries.
 */
final class RedisProcesses implements RedisHost {

	private final Path directory;

	private final String executable;

	private final boolean roomy;

	private final Map<Integer, ChildProcess> nodes = new ConcurrentHashMap<>();

	RedisProcesses(Path directory, boolean roomy) {
		this.roomy = roomy;
		this.directory = directory;
		this.executable = executable(directory);
	}

	private static String executable(Path directory) {
		String path = System.getenv().getOrDefault("PATH", "");
		return Arrays.stream(path.split(File.pathSeparator))
			.map((folder) -> Path.of(folder, "redis-server"))
			.filter(Files::isExecutable)
			.findFirst()
			.map(Path::toString)
			.orElseGet(() -> fromJar(directory));
	}

	private static String fromJar(Path directory) {
		try {
			File unpacked = Files.createDirectories(directory.resolve("bin")).toFile();
			return ExecutableProvider.newJarResourceProvider(unpacked).get().getAbsolutePath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("no redis-server on the PATH, and none for this machine in the jar", ex);
		}
	}

	@Override
	public void start(int port, boolean keepClusterConfig) {
		Path home = this.directory.resolve("redis-" + port);
		try {
			Files.createDirectories(home);
			Files.deleteIfExists(home.resolve(COPY_OF_KEYS));
			if (!keepClusterConfig) {
				Files.deleteIfExists(home.resolve(CLUSTER_CONFIG));
			}
			Path config = Files.writeString(home.resolve("redis.conf"),
					RedisHost.configuration(port, "127.0.0.1", home.toString()));
			Path log = home.resolve("redis.log");
			List<String> command = List.of(this.executable, config.toString());
			this.nodes.put(port,
					this.roomy ? ChildProcess.startBeside(log, command) : ChildProcess.start(log, command));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void kill(int port) {
		ChildProcess node = this.nodes.get(port);
		if (node != null) {
			node.kill();
		}
	}

	@Override
	public void signal(int port, String name) {
		ChildProcess node = this.nodes.get(port);
		if (node != null) {
			node.signal(name);
		}
	}

	@Override
	public boolean isRunning(int port) {
		ChildProcess node = this.nodes.get(port);
		return node != null && node.isAlive();
	}

	@Override
	public void close() {
		this.nodes.values().forEach(ChildProcess::kill);
	}

}
