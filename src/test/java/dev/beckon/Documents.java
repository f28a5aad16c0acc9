package dev.beckon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own documents. */
final class Documents {

	private Documents() {
	}

	static String read(String path) {
		return read(Path.of(path));
	}

	static String read(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException missing) {
			throw new UncheckedIOException(missing);
		}
	}

}
