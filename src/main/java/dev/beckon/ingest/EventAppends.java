package dev.beckon.ingest;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;

import dev.beckon.access.OwnKey;
import dev.beckon.event.EventJson;
import dev.beckon.event.Interaction;
import dev.beckon.log.TopicWriter;
import dev.beckon.log.Topics;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Appends interactions to their topic for as long as Kafka acknowledges; when it does
 * not, most are refused at once and do not wait ({@link Silence}). Thread safety: safe.
 */
@Component
class EventAppends {

	/** Shorter than an append may take, longer than a broker's pause. */
	private static final Duration SILENCE = Duration.ofSeconds(1);

	private final Silence silence = new Silence(SILENCE);

	private final Log log;

	private final LongSupplier nanoTime;

	@Autowired
	EventAppends(TopicWriter writer, OwnKey own) {
		this((interaction) -> append(interaction.visitorId(), EventJson.write(interaction), writer, own),
				System::nanoTime);
	}

	EventAppends(Log log, LongSupplier nanoTime) {
		this.log = log;
		this.nanoTime = nanoTime;
	}

	/** What this process sends itself is a rehearsal, and goes nowhere. */
	private static CompletableFuture<?> append(String visitorId, byte[] interaction, TopicWriter writer, OwnKey own) {
		return own.isAsking() ? CompletableFuture.completedFuture(null)
				: writer.append(Topics.INTERACTIONS, visitorId, interaction);
	}

	/** Where interactions go; the future completes when one is there for good. */
	@FunctionalInterface
	interface Log {

		CompletableFuture<?> append(Interaction interaction);

	}

	/**
	 * Whether Kafka has acknowledged all of them. If not, some may still be there, and
	 * all may be sent again.
	 */
	boolean append(List<Interaction> interactions) {
		if (!this.silence.begin(this.nanoTime.getAsLong())) {
			return false;
		}
		boolean acknowledged = false;
		try {
			CompletableFuture.allOf(interactions.stream().map(this.log::append).toArray(CompletableFuture[]::new))
				.join();
			acknowledged = true;
		}
		catch (CompletionException unacknowledged) {
			// which is what is returned, and all that a sender needs to know
		}
		finally {
			this.silence.end(acknowledged, this.nanoTime.getAsLong());
		}
		return acknowledged;
	}

}
