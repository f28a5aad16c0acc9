package dev.beckon.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A snapshot on disk: a header, the parts one behind the other, and a CRC-32C of all of
 * it. It is replaced in one step, so that a process that dies while writing leaves the
 * old one.
 */
final class SnapshotFile {

	private static final int CHECKSUM_BYTES = Integer.BYTES;

	private final Path file;

	private final long maxBytes;

	/**
	 * The snapshot of a topic's views.
	 * @param directory created when the first snapshot is saved
	 * @param maxBytes a snapshot that would be larger is not saved
	 */
	SnapshotFile(Path directory, String topic, long maxBytes) {
		this.file = directory.resolve(topic + ".snapshot");
		this.maxBytes = maxBytes;
	}

	boolean exists() {
		return Files.exists(this.file);
	}

	/** Bytes of the snapshot last saved; 0 for none. */
	long bytes() {
		try {
			return Files.size(this.file);
		}
		catch (IOException none) {
			return 0;
		}
	}

	/**
	 * Puts a snapshot in the place of the one last saved, which stays when this fails.
	 */
	void save(SnapshotHeader header, List<SnapshotPart.Content> contents) throws IOException {
		Files.createDirectories(this.file.toAbsolutePath().getParent());
		Path unfinished = this.file.resolveSibling(this.file.getFileName() + ".unfinished");
		try {
			write(unfinished, header, contents);
			Files.move(unfinished, this.file, StandardCopyOption.ATOMIC_MOVE);
		}
		finally {
			Files.deleteIfExists(unfinished);
		}
	}

	private void write(Path unfinished, SnapshotHeader header, List<SnapshotPart.Content> contents) throws IOException {
		try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				StandardOpenOption.TRUNCATE_EXISTING)) {
			SnapshotWriter out = new SnapshotWriter(channel, this.maxBytes);
			header.writeTo(out);
			for (SnapshotPart.Content content : contents) {
				content.writeTo(out);
			}
			out.finish();
			channel.force(true);
		}
	}

	/**
	 * Reads the whole file once for its checksum, and then its header.
	 * @throws IOException when it is not to be read, or damaged
	 */
	Opened open() throws IOException {
		FileChannel channel = FileChannel.open(this.file, StandardOpenOption.READ);
		try {
			verify(channel);
			SnapshotReader in = new SnapshotReader(channel.position(0));
			return new Opened(channel, SnapshotHeader.readFrom(in), in);
		}
		catch (IOException | RuntimeException unreadable) {
			channel.close();
			throw unreadable;
		}
	}

	private static void verify(FileChannel channel) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocateDirect(SnapshotWriter.BUFFER_BYTES);
		CRC32C checksum = new CRC32C();
		for (long left = channel.size() - CHECKSUM_BYTES; left > 0;) {
			buffer.clear().limit((int) Math.min(left, buffer.capacity()));
			int read = channel.read(buffer);
			if (read < 0) {
				throw new IOException("it shrinks while it is read");
			}
			left -= read;
			checksum.update(buffer.flip());
		}
		buffer.clear().limit(CHECKSUM_BYTES);
		int read = 0;
		while (buffer.hasRemaining() && read >= 0) {
			read = channel.read(buffer);
		}
		if (buffer.hasRemaining() || buffer.flip().getInt() != (int) checksum.getValue()) {
			throw new IOException("its checksum is wrong");
		}
	}

	@Override
	public String toString() {
		return this.file.toString();
	}

	/** A snapshot whose bytes are right, read up to its first part. */
	record Opened(FileChannel channel, SnapshotHeader header, SnapshotReader in) implements AutoCloseable {

		@Override
		public void close() throws IOException {
			this.channel.close();
		}

	}

}
