package dev.beckon.popularity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The last ranking on disk, as one JSON file that is replaced in one step: whoever reads
 * it finds either the old ranking or the new one.
 */
final class RankingFile {

	/** A file larger than this was not written here. */
	private static final long MAX_BYTES = 64 * 1024 * 1024;

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private final Path file;

	/**
	 * The file in {@code directory}, which is created when the first ranking is saved.
	 */
	RankingFile(Path directory) {
		this.file = directory.resolve("popularity.json");
	}

	boolean exists() {
		return Files.exists(this.file);
	}

	/**
	 * The ranking last saved.
	 * @throws IOException when there is none that can be read
	 */
	Ranking load() throws IOException {
		long bytes = Files.size(this.file);
		if (bytes > MAX_BYTES) {
			throw new IOException(this.file + " has " + bytes + " bytes");
		}
		Ranking ranking = mapper.readValue(Files.readAllBytes(this.file), Ranking.class);
		if (ranking == null) {
			throw new IOException(this.file + " holds no ranking");
		}
		return ranking;
	}

	/**
	 * Puts {@code ranking} in the place of the one last saved, which stays when this
	 * fails.
	 */
	void save(Ranking ranking) throws IOException {
		Files.createDirectories(this.file.toAbsolutePath().getParent());
		Path unfinished = this.file.resolveSibling("popularity.json.unfinished");
		try {
			write(unfinished, mapper.writeValueAsBytes(ranking));
			Files.move(unfinished, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(unfinished);
		}
	}

	private static void write(Path unfinished, byte[] json) throws IOException {
		try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			ByteBuffer rest = ByteBuffer.wrap(json);
			while (rest.hasRemaining()) {
				channel.write(rest);
			}
			channel.force(true);
		}
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

}
