package dev.beckon.session;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

import dev.beckon.log.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns the records of {@code beckon.sessions} into what the views of it take in. A few
 * are decoded ahead, so that views can get ready for them together.
 *
 * <p>
 * Thread safety: one thread.
 */
final class SessionsView implements TopicTail.View {

	private final CurrentSessions current;

	private final List<SessionListener> listeners;

	/** Of the records announced, in their order: the session, if there is one. */
	private final Queue<Optional<Session>> decoded = new ArrayDeque<>();

	SessionsView(CurrentSessions current, List<SessionListener> listeners) {
		this.current = current;
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void ahead(List<ConsumerRecord<String, byte[]>> next) {
		this.decoded.clear();
		next.forEach((coming) -> this.decoded.add(decode(coming.value())));
		List<Session> sessions = this.decoded.stream().flatMap(Optional::stream).toList();
		this.listeners.forEach((listener) -> listener.ahead(sessions));
	}

	/** What cannot be read is found out again when its turn has come. */
	private static Optional<Session> decode(byte @Nullable [] value) {
		try {
			return (value != null) ? Optional.of(SessionCodec.decode(value)) : Optional.empty();
		}
		catch (IllegalArgumentException unreadable) {
			return Optional.empty();
		}
	}

	@Override
	public void on(ConsumerRecord<String, byte[]> consumed) {
		Optional<Session> ahead = this.decoded.isEmpty() ? Optional.empty() : this.decoded.remove();
		byte @Nullable [] value = consumed.value();
		if (value == null) {
			Session previous = this.current.remove(consumed.key());
			this.listeners.forEach((listener) -> listener.onRemoved(consumed.key(), previous));
		}
		else {
			Session session = ahead.orElseGet(() -> SessionCodec.decode(value));
			Session previous = this.current.put(session, value);
			this.listeners.forEach((listener) -> listener.on(session, previous));
		}
	}

}
