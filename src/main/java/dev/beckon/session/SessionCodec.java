package dev.beckon.session;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import dev.beckon.event.InteractionType;
import dev.beckon.event.SharedIds;
import dev.beckon.event.Touch;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The value of a {@code beckon.sessions} record: compact, because views read all of them
 * at start.
 *
 * <p>
 * Layout, numbers as base-128 varints, low bits first: version byte 1; length and UTF-8
 * bytes of the visitor id; start in milliseconds; number of interactions; then each
 * interaction, oldest first: milliseconds since the one before it (since the start for
 * the first), type code, quantity, event hash as 8 bytes big-endian, length and UTF-8
 * bytes of the item id.
 */
public final class SessionCodec {

	private static final byte VERSION = 1;

	private static final int MAX_VARINT_BYTES = 10;

	private static final int MAX_TOUCH_BYTES_BUT_ID = 4 * MAX_VARINT_BYTES + Long.BYTES;

	private SessionCodec() {
	}

	/** The record value. */
	public static byte[] encode(Session session) {
		byte[] visitorId = session.visitorId().getBytes(UTF_8);
		List<byte[]> itemIds = new ArrayList<>(session.touches().size());
		int size = 1 + 3 * MAX_VARINT_BYTES + visitorId.length;
		for (Touch touch : session.touches()) {
			byte[] itemId = touch.itemId().getBytes(UTF_8);
			itemIds.add(itemId);
			size += MAX_TOUCH_BYTES_BUT_ID + itemId.length;
		}
		ByteBuffer out = ByteBuffer.allocate(size);
		out.put(VERSION);
		putBytes(out, visitorId);
		putVarint(out, session.startMillis());
		putVarint(out, itemIds.size());
		long before = session.startMillis();
		for (int i = 0; i < itemIds.size(); i++) {
			Touch touch = session.touches().get(i);
			putVarint(out, touch.timeMillis() - before);
			putVarint(out, touch.type().code());
			putVarint(out, touch.quantity());
			out.putLong(touch.eventHash());
			putBytes(out, itemIds.get(i));
			before = touch.timeMillis();
		}
		byte[] bytes = new byte[out.position()];
		out.flip().get(bytes);
		return bytes;
	}

	/**
	 * The session {@code value} encodes.
	 * @throws IllegalArgumentException when the bytes are no session of a version this
	 * release knows
	 */
	public static Session decode(byte[] value) {
		ByteBuffer in = ByteBuffer.wrap(value);
		try {
			if (in.get() != VERSION) {
				throw new IllegalArgumentException("a session of an unknown version");
			}
			String visitorId = getString(in);
			long startMillis = getVarint(in);
			int count = Math.toIntExact(getVarint(in));
			List<Touch> touches = new ArrayList<>(Math.min(count, in.remaining()));
			long timeMillis = startMillis;
			for (int i = 0; i < count; i++) {
				timeMillis += getVarint(in);
				touches.add(getTouch(in, timeMillis));
			}
			return new Session(visitorId, startMillis, touches);
		}
		catch (BufferUnderflowException | ArithmeticException damaged) {
			throw new IllegalArgumentException("a damaged session", damaged);
		}
	}

	/** Whose session {@code value} encodes, which was read or written here before. */
	public static String visitorId(byte[] value) {
		return getString(ByteBuffer.wrap(value).position(1));
	}

	/** When the session starts that {@code value} encodes, likewise. */
	static long startMillis(byte[] value) {
		return getVarint(afterVisitorId(value));
	}

	/** How many interactions the session has that {@code value} encodes, likewise. */
	static int touches(byte[] value) {
		ByteBuffer in = afterVisitorId(value);
		getVarint(in);
		return (int) getVarint(in);
	}

	private static ByteBuffer afterVisitorId(byte[] value) {
		ByteBuffer in = ByteBuffer.wrap(value).position(1);
		int length = getLength(in);
		return in.position(in.position() + length);
	}

	private static Touch getTouch(ByteBuffer in, long timeMillis) {
		InteractionType type = InteractionType.ofCode(Math.toIntExact(getVarint(in)));
		int quantity = Math.toIntExact(getVarint(in));
		long eventHash = in.getLong();
		return new Touch(getItemId(in), type, timeMillis, quantity, eventHash);
	}

	private static void putBytes(ByteBuffer out, byte[] bytes) {
		putVarint(out, bytes.length);
		out.put(bytes);
	}

	private static String getString(ByteBuffer in) {
		int length = getLength(in);
		String text = new String(in.array(), in.arrayOffset() + in.position(), length, UTF_8);
		in.position(in.position() + length);
		return text;
	}

	private static String getItemId(ByteBuffer in) {
		int length = getLength(in);
		int from = in.arrayOffset() + in.position();
		in.position(in.position() + length);
		return SharedIds.of(in.array(), from, from + length);
	}

	private static int getLength(ByteBuffer in) {
		int length = Math.toIntExact(getVarint(in));
		if (length < 0 || length > in.remaining()) {
			throw new BufferUnderflowException();
		}
		return length;
	}

	private static void putVarint(ByteBuffer out, long value) {
		long rest = value;
		while ((rest & ~0x7fL) != 0) {
			out.put((byte) (rest | 0x80));
			rest >>>= 7;
		}
		out.put((byte) rest);
	}

	private static long getVarint(ByteBuffer in) {
		long value = 0;
		for (int shift = 0; shift < Long.SIZE; shift += 7) {
			byte next = in.get();
			value |= (next & 0x7fL) << shift;
			if (next >= 0) {
				return value;
			}
		}
		throw new ArithmeticException("a number longer than 64 bits");
	}

}
