package dev.beckon.profile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.RedisCommand;
import org.jspecify.annotations.Nullable;

/**
 * One node's part of a batch: one pipelined trip to read, one to write, which ends in the
 * question whether a replica has it all.
 *
 * <p>
 * The question is asked, and needs a write of the same connection before it, even when no
 * profile changed: whoever wrote these touches before may have died before a replica
 * acknowledged them, and only a later write's acknowledgement covers theirs. Extending
 * one time to live is such a write.
 */
final class NodeTrip {

	private final String nodeId;

	private final StatefulRedisConnection<byte[], byte[]> line;

	private final List<VisitorWrite> visitors;

	private final Duration timeout;

	/** When the trip under way must be back. */
	private Deadline deadline;

	private @Nullable AsyncCommand<byte[], byte[], Long> acknowledgement;

	private @Nullable RedisException failure;

	private boolean isAnswered;

	/**
	 * Prepares both trips.
	 * @param timeout how long each of them may take. Never less than a wait for a
	 * replica: the connection answers nothing else while it waits, so that a writer who
	 * gave up early would only come to stand in line behind its own question
	 */
	NodeTrip(String nodeId, StatefulRedisConnection<byte[], byte[]> line, List<VisitorWrite> visitors,
			Duration timeout) {
		this.nodeId = nodeId;
		this.line = line;
		this.visitors = visitors;
		this.timeout = timeout;
		this.deadline = Deadline.in(timeout);
	}

	/** Asks for all profiles at once. */
	void read() {
		send(this.visitors.stream().map(VisitorWrite::read).toList());
	}

	/** Folds what came back, and sends what changed. */
	void write(RedisProperties properties, ProfileHistory history, @Nullable Acknowledgements acknowledgements) {
		List<RedisCommand<byte[], byte[], ?>> commands = new ArrayList<>();
		VisitorWrite unchanged = null;
		commands.add(StoreCommands.loadScript());
		for (VisitorWrite visitor : this.visitors) {
			Rewrite rewrite = fold(visitor, history);
			if (rewrite != null && rewrite.isChange()) {
				commands.add(visitor.replacement(properties));
			}
			else if (rewrite != null && rewrite.before() != null) {
				unchanged = visitor;
			}
		}
		if (acknowledgements != null && commands.size() == 1 && unchanged != null) {
			commands.add(StoreCommands.expire(unchanged.key(), unchanged.rewrite().timeToLive(properties)));
		}
		if (acknowledgements != null && commands.size() > 1) {
			this.acknowledgement = acknowledgements.ask(this.nodeId);
			commands.add(this.acknowledgement);
		}
		if (commands.size() > 1) {
			this.deadline = Deadline.in(this.timeout);
			send(commands);
		}
	}

	private @Nullable Rewrite fold(VisitorWrite visitor, ProfileHistory history) {
		try {
			return visitor.fold(this.deadline, () -> history.of(visitor.visitorId()));
		}
		catch (RedisException unavailable) {
			this.failure = unavailable;
			return null;
		}
	}

	String nodeId() {
		return this.nodeId;
	}

	/** One of the visitors, to try the node with. */
	VisitorWrite sample() {
		return this.visitors.getFirst();
	}

	/**
	 * Whether the node could do something: where only some visitors failed, as while
	 * their slots move elsewhere, the node is not away.
	 */
	boolean isAnswered() {
		return this.isAnswered;
	}

	/** Waits for the answers, and adds them to the attempt's. */
	void settle(Attempt attempt, @Nullable Acknowledgements acknowledgements) {
		List<VisitorWrite> done = new ArrayList<>();
		for (VisitorWrite visitor : this.visitors) {
			if (isDone(visitor, attempt)) {
				done.add(visitor);
			}
		}
		try {
			boolean replicated = this.acknowledgement == null || acknowledgements == null || acknowledgements
				.isReplicated(this.nodeId, this.line, this.deadline.await(this.acknowledgement), this.deadline);
			done.forEach((visitor) -> attempt.done(visitor, replicated));
			this.isAnswered |= !done.isEmpty();
		}
		catch (RedisException gone) {
			done.forEach((visitor) -> attempt.failed(visitor, gone));
		}
		if (this.isAnswered && done.size() < this.visitors.size()) {
			attempt.expectMore();
		}
	}

	private boolean isDone(VisitorWrite visitor, Attempt attempt) {
		if (!visitor.isFolded()) {
			attempt.failed(visitor, this.failure);
			return false;
		}
		try {
			boolean done = visitor.isDone(this.deadline);
			if (!done) {
				attempt.conflicted(visitor);
				this.isAnswered = true;
			}
			return done;
		}
		catch (RedisException unavailable) {
			attempt.failed(visitor, unavailable);
			return false;
		}
	}

	private void send(List<? extends RedisCommand<byte[], byte[], ?>> commands) {
		try {
			this.line.dispatch(commands);
		}
		catch (RedisException rejected) {
			commands.forEach((command) -> command.completeExceptionally(rejected));
		}
	}

}
