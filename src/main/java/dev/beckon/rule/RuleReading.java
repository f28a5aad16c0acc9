package dev.beckon.rule;

import dev.beckon.event.Violation;

/** What reading a rule's JSON came to. */
public sealed interface RuleReading {

	/** A rule as it may be. */
	record Valid(Rule rule) implements RuleReading {
	}

	/** Not a rule, and the first thing that is wrong with it. */
	record Refused(Violation violation) implements RuleReading {
	}

}
