package dev.beckon.profile;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import dev.beckon.event.Touch;
import io.lettuce.core.RedisException;
import io.lettuce.core.protocol.AsyncCommand;
import org.jspecify.annotations.Nullable;

/** One visitor's part of a batch, on its way to Redis and back. For one thread. */
final class VisitorWrite {

	/** How nothing begins. */
	private static final byte[] ABSENT = {};

	private final String visitorId;

	private final byte[] key;

	private final ProfileChange change;

	private final AsyncCommand<byte[], byte[], byte[]> read;

	private @Nullable Rewrite rewrite;

	private byte[] guard = ABSENT;

	private byte @Nullable [] bytes;

	private @Nullable AsyncCommand<byte[], byte[], Long> replacement;

	VisitorWrite(String visitorId, byte[] key, ProfileChange change) {
		this.visitorId = visitorId;
		this.key = key;
		this.change = change;
		this.read = StoreCommands.get(key);
	}

	String visitorId() {
		return this.visitorId;
	}

	byte[] key() {
		return this.key;
	}

	ProfileChange change() {
		return this.change;
	}

	/** The first command, which asks for what is stored. */
	AsyncCommand<byte[], byte[], byte[]> read() {
		return this.read;
	}

	/**
	 * Folds the change into what was read.
	 * @throws RedisException when nothing could be read
	 */
	Rewrite fold(Deadline deadline, Supplier<List<Touch>> history) {
		byte[] stored = deadline.await(this.read);
		if (stored != null) {
			this.guard = Arrays.copyOf(stored, Math.min(stored.length, ProfileCodec.GUARD_BYTES));
		}
		this.rewrite = Rewrite.of(stored, this.change, history);
		return this.rewrite;
	}

	/** The second command, which replaces what was read. */
	AsyncCommand<byte[], byte[], Long> replacement(RedisProperties properties) {
		Rewrite folded = rewrite();
		this.bytes = ProfileCodec.encode(folded.after());
		this.replacement = StoreCommands.replace(this.key, this.guard, this.bytes, folded.timeToLive(properties));
		return this.replacement;
	}

	/**
	 * Whether the profile is now as it should be; false when someone else has changed it
	 * since it was read.
	 * @throws RedisException when it could not be written
	 */
	boolean isDone(Deadline deadline) {
		return this.replacement == null || deadline.await(this.replacement) == 1;
	}

	boolean isFolded() {
		return this.rewrite != null;
	}

	Rewrite rewrite() {
		if (this.rewrite == null) {
			throw new IllegalStateException("not folded yet");
		}
		return this.rewrite;
	}

	/** How many bytes were written; 0 when nothing was. */
	int bytesWritten() {
		return (this.bytes == null) ? 0 : this.bytes.length;
	}

}
