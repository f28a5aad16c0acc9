package dev.beckon.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Reads what {@link SnapshotWriter} wrote; the checksum has been looked at before. Thread
 * safety: one thread.
 */
public final class SnapshotReader {

	private static final int MAX_VARINT_BYTES = 10;

	/** Longer texts and records are never written. */
	private static final int MAX_BYTES = 1 << 26;

	private final ReadableByteChannel in;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(SnapshotWriter.BUFFER_BYTES).flip();

	SnapshotReader(ReadableByteChannel in) {
		this.in = in;
	}

	public long getLong() throws IOException {
		require(Long.BYTES);
		return this.buffer.getLong();
	}

	public int getInt() throws IOException {
		require(Integer.BYTES);
		return this.buffer.getInt();
	}

	public long getVarint() throws IOException {
		if (this.buffer.remaining() < MAX_VARINT_BYTES) {
			fill(MAX_VARINT_BYTES);
		}
		long value = 0;
		for (int shift = 0; shift < Long.SIZE; shift += 7) {
			byte next = next();
			value |= (next & 0x7fL) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new IOException("a number longer than 64 bits");
	}

	/** A number of things that is sensible to make room for. */
	public int getCount() throws IOException {
		long count = getVarint();
		if (count < 0 || count > Integer.MAX_VALUE - Long.BYTES) {
			throw new IOException("a count of " + count);
		}
		return (int) count;
	}

	public String getText() throws IOException {
		return new String(getBytes(), UTF_8);
	}

	public byte[] getBytes() throws IOException {
		int length = getCount();
		if (length > MAX_BYTES) {
			throw new IOException("a text of " + length + " bytes");
		}
		byte[] bytes = new byte[length];
		for (int from = 0; from < length;) {
			require(1);
			int part = Math.min(length - from, this.buffer.remaining());
			this.buffer.get(bytes, from, part);
			from += part;
		}
		return bytes;
	}

	private byte next() throws IOException {
		if (!this.buffer.hasRemaining()) {
			throw new EOFException("the snapshot ends too early");
		}
		return this.buffer.get();
	}

	private void require(int bytes) throws IOException {
		if (this.buffer.remaining() < bytes) {
			fill(bytes);
			if (this.buffer.remaining() < bytes) {
				throw new EOFException("the snapshot ends too early");
			}
		}
	}

	/** Has that many bytes in the buffer, or all there are. */
	private void fill(int bytes) throws IOException {
		this.buffer.compact();
		int read = 0;
		while (this.buffer.position() < bytes && read >= 0) {
			read = this.in.read(this.buffer);
		}
		this.buffer.flip();
	}

}
