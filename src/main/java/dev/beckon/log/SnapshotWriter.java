package dev.beckon.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes numbers and texts with a checksum over all of them, and no more than so many
 * bytes. Thread safety: one thread.
 */
public final class SnapshotWriter {

	static final int BUFFER_BYTES = 1 << 18;

	private static final int MAX_VARINT_BYTES = 10;

	private final WritableByteChannel out;

	private final long maxBytes;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

	private final CRC32C checksum = new CRC32C();

	private long written;

	SnapshotWriter(WritableByteChannel out, long maxBytes) {
		this.out = out;
		this.maxBytes = maxBytes;
	}

	public void putLong(long value) throws IOException {
		ensureRoom(Long.BYTES);
		this.buffer.putLong(value);
	}

	public void putInt(int value) throws IOException {
		ensureRoom(Integer.BYTES);
		this.buffer.putInt(value);
	}

	/** A number in as few bytes as it needs, if it is not negative. */
	public void putVarint(long value) throws IOException {
		ensureRoom(MAX_VARINT_BYTES);
		long rest = value;
		while ((rest & ~0x7fL) != 0) {
			this.buffer.put((byte) (rest | 0x80));
			rest >>>= 7;
		}
		this.buffer.put((byte) rest);
	}

	public void putText(String text) throws IOException {
		putBytes(text.getBytes(UTF_8));
	}

	/** Bytes that know their length. */
	public void putBytes(byte[] bytes) throws IOException {
		putVarint(bytes.length);
		for (int from = 0; from < bytes.length;) {
			ensureRoom(1);
			int length = Math.min(bytes.length - from, this.buffer.remaining());
			this.buffer.put(bytes, from, length);
			from += length;
		}
	}

	/** Ends with the checksum of all that was written. */
	void finish() throws IOException {
		drain();
		this.buffer.putInt((int) this.checksum.getValue());
		drain();
	}

	private void ensureRoom(int bytes) throws IOException {
		if (this.buffer.remaining() < bytes) {
			drain();
		}
	}

	private void drain() throws IOException {
		this.written += this.buffer.position();
		if (this.written > this.maxBytes) {
			throw new EOFException("a snapshot would take more than " + this.maxBytes + " bytes");
		}
		this.buffer.flip();
		this.checksum.update(this.buffer.duplicate());
		while (this.buffer.hasRemaining()) {
			this.out.write(this.buffer);
		}
		this.buffer.clear();
	}

}
