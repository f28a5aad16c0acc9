package dev.beckon.event;

/**
 * A 64-bit hash of a string that is the same in every process and release, so that it may
 * be stored: FNV-1a over the UTF-16 code units, then MurmurHash3's 64-bit finalizer to
 * spread nearby inputs.
 */
public final class Hashing {

	private static final long FNV_OFFSET = 0xcbf29ce484222325L;

	private static final long FNV_PRIME = 0x100000001b3L;

	private Hashing() {
	}

	public static long hash64(String text) {
		long hash = FNV_OFFSET;
		for (int i = 0; i < text.length(); i++) {
			hash = (hash ^ text.charAt(i)) * FNV_PRIME;
		}
		return mix(hash);
	}

	private static long mix(long hash) {
		long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
		mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
		return mixed ^ (mixed >>> 33);
	}

}
