package dev.beckon.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own for the snapshots, small enough to be filled. Only root can
 * mount one; for others it is a directory that cannot be filled.
 */
final class SmallDisk implements AutoCloseable {

	private final Path directory;

	private final boolean isMounted;

	private SmallDisk(Path directory, boolean isMounted) {
		this.directory = directory;
		this.isMounted = isMounted;
	}

	static SmallDisk mount(Path directory) {
		try {
			Files.createDirectories(directory);
			return new SmallDisk(directory,
					run(List.of("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", directory.toString())));
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	private static boolean run(List<String> command) throws IOException {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (InterruptedException interrupted) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	Path directory() {
		return this.directory;
	}

	boolean canBeFilled() {
		return this.isMounted;
	}

	/** Leaves no room for a byte. */
	void fill() {
		try (var filler = Files.newOutputStream(filler())) {
			byte[] block = new byte[1_024];
			for (int i = 0; i < 17 * 1_024; i++) {
				filler.write(block);
			}
			throw new IllegalStateException("the disk is not small");
		}
		catch (IOException full) {
			// as it should be
		}
	}

	void free() {
		try {
			Files.deleteIfExists(filler());
		}
		catch (IOException failed) {
			throw new UncheckedIOException(failed);
		}
	}

	private Path filler() {
		return this.directory.resolve("filler");
	}

	@Override
	public void close() {
		free();
		if (this.isMounted) {
			try {
				run(List.of("umount", "-l", this.directory.toString()));
			}
			catch (IOException failed) {
				throw new UncheckedIOException(failed);
			}
		}
	}

}
