package dev.beckon.log;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;

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

	/** Fills a part with such bytes. */
	public static void restore(SnapshotPart part, byte[] bytes) throws IOException {
		part.restore(new SnapshotReader(Channels.newChannel(new ByteArrayInputStream(bytes))));
	}

}
