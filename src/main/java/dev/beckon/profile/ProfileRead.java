package dev.beckon.profile;

/** What came of looking for a visitor's profile. */
public sealed interface ProfileRead {

	/** The profile, as Redis has it. */
	record Found(Profile profile) implements ProfileRead {
	}

	/** Redis answered, and knows no such visitor. */
	record Missing() implements ProfileRead {
	}

	/** No answer came in time. */
	record TimedOut() implements ProfileRead {
	}

	/** Neither the primary nor a replica could answer. */
	record Failed() implements ProfileRead {
	}

	/**
	 * The shard's breaker let no read through.
	 *
	 * @param forced whether an operator has opened the breaker
	 */
	record Rejected(boolean forced) implements ProfileRead {
	}

}
