package dev.beckon.control;

import dev.beckon.event.Violation;

/** What reading a change's JSON came to. */
public sealed interface ChangeReading {

	/** A change as it may be. */
	record Valid(Change change) implements ChangeReading {
	}

	/** Not a change, and the first thing that is wrong with it. */
	record Refused(Violation violation) implements ChangeReading {
	}

}
