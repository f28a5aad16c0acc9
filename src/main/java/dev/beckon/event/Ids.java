package dev.beckon.event;

import org.jspecify.annotations.Nullable;

/** The rule every id follows: 1 to 128 bytes of UTF-8, no control characters. */
public final class Ids {

	/** The longest id, in bytes of UTF-8. */
	public static final int MAX_BYTES = 128;

	private Ids() {
	}

	/**
	 * What is wrong with {@code id}, as the rest of a sentence that begins with the
	 * field's name, or null.
	 */
	public static @Nullable String violation(String id) {
		if (id.isEmpty()) {
			return "must not be empty";
		}
		int bytes = 0;
		for (int i = 0; i < id.length(); i++) {
			char c = id.charAt(i);
			if (Character.isISOControl(c)) {
				return "must not contain control characters";
			}
			if (Character.isSurrogate(c) && !isPairAt(id, i)) {
				return "must be valid Unicode";
			}
			bytes += (c < 0x80) ? 1 : (c < 0x800 || Character.isSurrogate(c)) ? 2 : 3;
			if (bytes > MAX_BYTES) {
				return "must be at most " + MAX_BYTES + " bytes";
			}
		}
		return null;
	}

	private static boolean isPairAt(String id, int i) {
		return Character.isHighSurrogate(id.charAt(i))
				? i + 1 < id.length() && Character.isLowSurrogate(id.charAt(i + 1))
				: i > 0 && Character.isHighSurrogate(id.charAt(i - 1));
	}

}
