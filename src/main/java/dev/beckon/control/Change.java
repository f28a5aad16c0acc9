package dev.beckon.control;

import java.time.Duration;
import java.time.Instant;

import dev.beckon.event.Violation;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a switch: the decision, and its place in the audit. A switch stands as its
 * last change in the log says, until that change expires.
 *
 * @param name the switch, one of {@link Switches}
 * @param mode how it stands from now on
 * @param drill the drill; null unless that is the mode
 * @param owner who answers for it, 1 to 128 characters
 * @param reason why, 1 to 500 characters
 * @param by who turned it, as far as the service knows, 1 to 128 characters
 * @param from when
 * @param expiry when the switch is automatic again; null only where it is already
 * @param previous how it stood before
 */
public record Change(String name, Mode mode, @Nullable Drill drill, String owner, String reason, String by,
		Instant from, @Nullable Instant expiry, Mode previous) {

	/** No switch may be held longer, whatever is configured. */
	public static final Duration MAX_HELD = Duration.ofDays(7);

	public Change {
		Violation violation = drillViolation(name, mode, drill);
		if (violation != null || !Switches.isName(name)) {
			throw new IllegalArgumentException((violation != null) ? violation.toString() : name);
		}
	}

	/** Whether the switch is still held by this change. */
	public boolean holds(Instant now) {
		return this.expiry != null && now.isBefore(this.expiry);
	}

	/** How the switch stands by this change. */
	public Mode modeAt(Instant now) {
		return holds(now) ? this.mode : Mode.AUTOMATIC;
	}

	Change after(Mode before) {
		return new Change(this.name, this.mode, this.drill, this.owner, this.reason, this.by, this.from, this.expiry,
				before);
	}

	static @Nullable Violation drillViolation(String name, Mode mode, @Nullable Drill drill) {
		if (mode != Mode.DRILL) {
			return (drill == null) ? null : new Violation("percent", "is for a drill only");
		}
		if (drill == null || drill.percent() < 1 || drill.percent() > 100) {
			return new Violation("percent", "must be a whole number from 1 to 100 for a drill");
		}
		return Switches.targets(name).contains(drill.target()) ? null
				: new Violation("target", "must be one of " + Switches.targets(name));
	}

	static @Nullable Violation timeViolation(Mode mode, Instant from, @Nullable Instant expiry) {
		if (mode == Mode.AUTOMATIC) {
			return (expiry == null) ? null : new Violation("expiry", "is not for automatic, which lasts");
		}
		if (expiry == null) {
			return new Violation("expiry", "is required");
		}
		return (expiry.isAfter(from) && !expiry.isAfter(from.plus(MAX_HELD))) ? null
				: new Violation("expiry", "must be ahead, and by at most " + MAX_HELD.toDays() + " days");
	}

}
