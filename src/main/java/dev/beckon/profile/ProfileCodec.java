package dev.beckon.profile;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.beckon.event.Ids;
import dev.beckon.event.Interaction;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;

/**
 * Profiles as bytes, at most {@link #MAX_BYTES} of them; equal profiles have equal bytes.
 *
 * <p>
 * In order: the version (1 byte); a {@link Fingerprint} of all that follows (8), which
 * tells corrupt bytes, and by which a writer sees whether a stored profile is still the
 * one it read; which floors follow (1 byte, one bit each); the floors (varint time, 8
 * bytes hash) and the time forgotten through (varint); the number of touches (1 byte);
 * the touches, newest first. A touch is its time as the distance to the one before it
 * (varint), type and quantity less one in one varint, the event hash (8), and the item:
 * either the length of the id less one and its UTF-8, or 128 plus the position among the
 * ids already seen, since visitors come back to the same items.
 */
final class ProfileCodec {

	/** The most a profile can take. */
	static final int MAX_BYTES = 1024;

	/** The first bytes, which identify the content: version and fingerprint. */
	static final int GUARD_BYTES = 1 + Long.BYTES;

	private static final byte VERSION = 1;

	/** Guard, floors and forgetting, number of touches. */
	private static final int OVERHEAD_BYTES = GUARD_BYTES + 1 + 3 * (6 + Long.BYTES) + 6 + 1;

	private static final int REFERENCE = 0x80;

	private static final int TYPE_BITS = 3;

	private static final Retention[] RETENTIONS = Retention.values();

	static {
		assert OVERHEAD_BYTES + Retention.totalBytes() <= MAX_BYTES;
	}

	private ProfileCodec() {
	}

	static byte[] encode(Profile profile) {
		ByteBuffer out = ByteBuffer.allocate(MAX_BYTES);
		out.put(VERSION).putLong(0);
		putFloors(out, profile.floors());
		putTouches(out, profile.newestFirst());
		out.putLong(1, Fingerprint.of(out.array(), GUARD_BYTES, out.position()));
		return Arrays.copyOf(out.array(), out.position());
	}

	/**
	 * The profile these bytes are.
	 * @throws UnreadableProfileException when they are none
	 */
	static Profile decode(byte[] bytes) {
		if (bytes.length < GUARD_BYTES) {
			throw new UnreadableProfileException("a profile has at least " + GUARD_BYTES + " bytes");
		}
		ByteBuffer in = ByteBuffer.wrap(bytes);
		int version = in.get();
		if (version != VERSION) {
			throw new UnreadableProfileException("unknown profile version " + version);
		}
		if (in.getLong() != Fingerprint.of(bytes, GUARD_BYTES, bytes.length)) {
			throw new UnreadableProfileException("the profile's fingerprint does not match");
		}
		try {
			return body(in);
		}
		catch (BufferUnderflowException | IllegalArgumentException corrupt) {
			throw new UnreadableProfileException("corrupt profile", corrupt);
		}
	}

	private static Profile body(ByteBuffer in) {
		Floors floors = floors(in);
		List<Touch> touches = touches(in);
		if (in.hasRemaining()) {
			throw new IllegalArgumentException("bytes after the last touch");
		}
		return new Profile(touches, floors);
	}

	private static void putFloors(ByteBuffer out, Floors floors) {
		int at = out.position();
		int present = 0;
		out.put((byte) 0);
		for (int i = 0; i < RETENTIONS.length; i++) {
			Floor floor = floors.of(RETENTIONS[i]);
			if (!floor.equals(Floor.NONE)) {
				present |= 1 << i;
				putVarint(out, floor.timeMillis());
				out.putLong(floor.eventHash());
			}
		}
		if (floors.forgottenThroughMillis() >= 0) {
			present |= 1 << RETENTIONS.length;
			putVarint(out, floors.forgottenThroughMillis());
		}
		out.put(at, (byte) present);
	}

	private static Floors floors(ByteBuffer in) {
		int present = in.get();
		Floor[] floors = new Floor[RETENTIONS.length];
		for (int i = 0; i < floors.length; i++) {
			floors[i] = ((present & (1 << i)) != 0) ? new Floor(varint(in), in.getLong()) : Floor.NONE;
		}
		long forgottenThroughMillis = ((present & (1 << RETENTIONS.length)) != 0) ? varint(in) : -1;
		return (present == 0) ? Floors.NONE : new Floors(floors[0], floors[1], floors[2], forgottenThroughMillis);
	}

	private static void putTouches(ByteBuffer out, List<Touch> newestFirst) {
		out.put((byte) newestFirst.size());
		Map<String, Integer> positions = HashMap.newHashMap(newestFirst.size());
		long previousMillis = 0;
		for (Touch touch : newestFirst) {
			putVarint(out, Math.abs(previousMillis - touch.timeMillis()));
			previousMillis = touch.timeMillis();
			putVarint(out, ((touch.quantity() - 1L) << TYPE_BITS) | touch.type().code());
			out.putLong(touch.eventHash());
			Integer position = positions.putIfAbsent(touch.itemId(), positions.size());
			if (position == null) {
				putItemId(out, touch.itemId());
			}
			else {
				out.put((byte) (REFERENCE | position));
			}
		}
	}

	private static void putItemId(ByteBuffer out, String itemId) {
		byte[] utf8 = itemId.getBytes(StandardCharsets.UTF_8);
		if (utf8.length == 0 || utf8.length > Ids.MAX_BYTES) {
			throw new IllegalArgumentException("an item id has 1 to " + Ids.MAX_BYTES + " bytes");
		}
		out.put((byte) (utf8.length - 1)).put(utf8);
	}

	private static List<Touch> touches(ByteBuffer in) {
		int size = in.get();
		List<Touch> newestFirst = new ArrayList<>(Math.max(size, 0));
		List<String> itemIds = new ArrayList<>(Math.max(size, 0));
		long timeMillis = 0;
		for (int i = 0; i < size; i++) {
			timeMillis = (i == 0) ? varint(in) : timeMillis - varint(in);
			long typeAndQuantity = varint(in);
			long eventHash = in.getLong();
			InteractionType type = InteractionType.ofCode((int) (typeAndQuantity & ((1 << TYPE_BITS) - 1)));
			long quantity = (typeAndQuantity >>> TYPE_BITS) + 1;
			if (quantity > Interaction.MAX_QUANTITY) {
				throw new IllegalArgumentException("no such quantity");
			}
			newestFirst.add(new Touch(itemId(in, itemIds), type, timeMillis, (int) quantity, eventHash));
		}
		return List.copyOf(newestFirst);
	}

	private static String itemId(ByteBuffer in, List<String> itemIds) {
		int lengthOrReference = in.get() & 0xff;
		if (lengthOrReference >= REFERENCE) {
			int position = lengthOrReference - REFERENCE;
			if (position >= itemIds.size()) {
				throw new IllegalArgumentException("reference to an item not yet seen");
			}
			return itemIds.get(position);
		}
		byte[] utf8 = new byte[lengthOrReference + 1];
		in.get(utf8);
		String itemId = new String(utf8, StandardCharsets.UTF_8);
		itemIds.add(itemId);
		return itemId;
	}

	private static void putVarint(ByteBuffer out, long value) {
		long rest = value;
		while ((rest & ~0x7fL) != 0) {
			out.put((byte) ((rest & 0x7f) | 0x80));
			rest >>>= 7;
		}
		out.put((byte) rest);
	}

	private static long varint(ByteBuffer in) {
		long value = 0;
		for (int shift = 0; shift < Long.SIZE; shift += 7) {
			byte b = in.get();
			value |= (b & 0x7fL) << shift;
			if (b >= 0) {
				return value;
			}
		}
		throw new IllegalArgumentException("a number has at most ten bytes");
	}

}
