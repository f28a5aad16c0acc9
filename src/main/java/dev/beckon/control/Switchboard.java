package dev.beckon.control;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * How every switch stands, the same in every process: a view of {@code beckon.control}
 * that needs nothing but what it has read, so it holds while Redis is away, and while
 * Kafka is away too. Expiry is a matter of the clock alone.
 *
 * <p>
 * Thread safety: safe.
 */
public final class Switchboard {

	/** Appends a record to {@code beckon.control}; a null value removes. */
	@FunctionalInterface
	interface Log {

		CompletableFuture<RecordMetadata> append(String key, byte @Nullable [] value);

	}

	private final Changes changes;

	private final Log log;

	private final InstantSource clock;

	private final IntSupplier draws;

	/**
	 * A board on these changes.
	 * @param draws numbers from 0 to 99, as likely one as the other
	 */
	Switchboard(Changes changes, Log log, InstantSource clock, IntSupplier draws) {
		this.changes = changes;
		this.log = log;
		this.clock = clock;
		this.draws = draws;
	}

	/** A board nobody touches: every switch is automatic. */
	public static Switchboard atRest() {
		return new Switchboard(new Changes(),
				(_, _) -> CompletableFuture.failedFuture(new IllegalStateException("at rest")), InstantSource.system(),
				() -> ThreadLocalRandom.current().nextInt(100));
	}

	/** The change that holds a switch now; null when it is automatic. */
	public @Nullable Change holding(String name) {
		return this.changes.isEmpty() ? null : this.changes.holding(name, this.clock.instant());
	}

	/**
	 * How a switch stands now. Shards whose own switch is automatic follow
	 * {@code profile} when that is forced closed.
	 */
	public Mode mode(String name) {
		Change change = holding(name);
		if (change != null) {
			return change.mode();
		}
		boolean followsProfile = Switches.isShard(name) && mode(Switches.PROFILE) == Mode.FORCED_CLOSED;
		return followsProfile ? Mode.FORCED_CLOSED : Mode.AUTOMATIC;
	}

	/**
	 * The drill on this switch that one answer is drawn for; null when there is none or
	 * it is not drawn. Each call draws anew.
	 */
	public @Nullable Drill draw(String name) {
		Change change = holding(name);
		Drill drill = (change != null) ? change.drill() : null;
		return (drill != null && this.draws.getAsInt() < drill.percent()) ? drill : null;
	}

	/** Names of switches that were ever held. */
	public List<String> names() {
		return this.changes.names();
	}

	/** The changes that hold a switch now. */
	public List<Change> held() {
		return names().stream().map(this::holding).filter(Objects::nonNull).toList();
	}

	/** What was changed, newest first: when, by whom, from what, to what and why. */
	public List<Change> audit() {
		return this.changes.newestFirst();
	}

	/**
	 * Has every process follow, once the returned future completes; fails when Kafka does
	 * not acknowledge.
	 */
	public CompletableFuture<RecordMetadata> append(Change change) {
		Instant from = change.from();
		String id = "%013d-%s".formatted(from.toEpochMilli(), UUID.randomUUID().toString().substring(0, 8));
		return this.log.append(ControlView.key(change.name(), id), ChangeJson.write(change)).whenComplete((_, lost) -> {
			if (lost == null) {
				this.changes.superfluous(change.name()).forEach((old) -> remove(change.name(), old));
			}
		});
	}

	private void remove(String name, String id) {
		var _ = this.log.append(ControlView.key(name, id), null);
	}

}
