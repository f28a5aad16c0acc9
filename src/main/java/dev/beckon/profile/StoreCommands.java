package dev.beckon.profile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandKeyword;
import io.lettuce.core.protocol.CommandType;

/** The commands writes are made of, to be sent many at a time. */
final class StoreCommands {

	/**
	 * Sets a value if the stored one still begins as it did when it was read. Beginnings
	 * are fingerprints of the content, so a value that changed and changed back is the
	 * value that was read, and may be replaced.
	 */
	private static final byte[] REPLACE = """
			if redis.call('GETRANGE', KEYS[1], 0, %d) == ARGV[1] then
			  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
			  return 1
			end
			return 0
			""".formatted(ProfileCodec.GUARD_BYTES - 1).getBytes(StandardCharsets.US_ASCII);

	private static final String REPLACE_SHA = sha1(REPLACE);

	private StoreCommands() {
	}

	static AsyncCommand<byte[], byte[], byte[]> get(byte[] key) {
		return command(CommandType.GET, new ValueOutput<>(ByteArrayCodec.INSTANCE), args().addKey(key));
	}

	/** Makes {@link #replace} known to the node; cheap enough to go with every batch. */
	static AsyncCommand<byte[], byte[], String> loadScript() {
		return command(CommandType.SCRIPT, new StatusOutput<>(ByteArrayCodec.INSTANCE),
				args().add(CommandKeyword.LOAD).add(REPLACE));
	}

	/** Answers 1 when the value was set, and 0 when another one had come in between. */
	static AsyncCommand<byte[], byte[], Long> replace(byte[] key, byte[] guard, byte[] value, Duration timeToLive) {
		return command(CommandType.EVALSHA, new IntegerOutput<>(ByteArrayCodec.INSTANCE),
				args().add(REPLACE_SHA).add(1).addKey(key).add(guard).add(value).add(timeToLive.toMillis()));
	}

	static AsyncCommand<byte[], byte[], Long> expire(byte[] key, Duration timeToLive) {
		return command(CommandType.PEXPIRE, new IntegerOutput<>(ByteArrayCodec.INSTANCE),
				args().addKey(key).add(timeToLive.toMillis()));
	}

	/**
	 * Answers how many replicas have all that was written before on the same connection.
	 */
	static AsyncCommand<byte[], byte[], Long> waitForReplica(Duration timeout) {
		return command(CommandType.WAIT, new IntegerOutput<>(ByteArrayCodec.INSTANCE),
				args().add(1).add(timeout.toMillis()));
	}

	private static CommandArgs<byte[], byte[]> args() {
		return new CommandArgs<>(ByteArrayCodec.INSTANCE);
	}

	private static <T> AsyncCommand<byte[], byte[], T> command(CommandType type,
			CommandOutput<byte[], byte[], T> output, CommandArgs<byte[], byte[]> args) {
		return new AsyncCommand<>(new Command<>(type, output, args));
	}

	private static String sha1(byte[] script) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(script));
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

}
