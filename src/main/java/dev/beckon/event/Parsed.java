package dev.beckon.event;

import org.jspecify.annotations.Nullable;

/** What reading one event's JSON came to. */
public sealed interface Parsed {

	/** A well-formed event. */
	record Valid(VisitorEvent event) implements Parsed {
	}

	/**
	 * An event whose visitor has not consented: nothing of it may be kept.
	 *
	 * @param eventId the id it came with
	 */
	record Withheld(@Nullable String eventId) implements Parsed {
	}

	/** Not an event, and the first thing that is wrong with it. */
	record Malformed(Violation violation) implements Parsed {
	}

}
