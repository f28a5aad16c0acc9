package dev.beckon.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.common.Uuid;

/** Carries a part of a snapshot from one view to another, for tests of any room. */
public final class Snapshots {

	private Snapshots() {
	}

	/** The bytes of a part. */
	public static byte[] save(SnapshotPart part) throws IOException {
		return save(part.capture());
	}

	/** The bytes of what was captured of a part. */
	public static byte[] save(SnapshotPart.Content content) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		SnapshotWriter out = new SnapshotWriter(Channels.newChannel(bytes), Long.MAX_VALUE);
		content.writeTo(out);
		out.finish();
		return bytes.toByteArray();
	}

	/** Saves a part in a directory, as a process does. */
	public static void save(SnapshotPart part, Path directory) throws IOException {
		SnapshotHeader header = new SnapshotHeader(Uuid.ONE_UUID, 0, Map.of(), List.of(part.description()));
		new SnapshotFile(directory, "part", Long.MAX_VALUE).save(header, List.of(part.capture()));
	}

	/** Fills a part from there, as a process does at its start. */
	public static void restore(SnapshotPart part, Path directory) throws IOException {
		try (SnapshotFile.Opened opened = new SnapshotFile(directory, "part", Long.MAX_VALUE).open()) {
			part.restore(opened.in());
		}
	}

	/** Fills a part with such bytes. */
	public static void restore(SnapshotPart part, byte[] bytes) throws IOException {
		part.restore(new SnapshotReader(Channels.newChannel(new ByteArrayInputStream(bytes))));
	}

}
