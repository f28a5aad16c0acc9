package dev.beckon.event;

/** What reading one event's JSON came to. */
public sealed interface Parsed {

	/** A well-formed event. */
	record Valid(VisitorEvent event) implements Parsed {
	}

	/** Not an event, and the first thing that is wrong with it. */
	record Malformed(Violation violation) implements Parsed {
	}

}
