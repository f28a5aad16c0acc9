package dev.beckon.profile;

import dev.beckon.log.Traces;

/**
 * Makes every read a step of the trace that asks for it.
 *
 * @param reads what is asked
 * @param traces where it is shown
 */
record TracedReads(ProfileReads reads, Traces traces) implements ProfileReads {

	@Override
	public ProfileRead read(String visitorId, long deadlineNanos) {
		return this.traces.step("profile read", () -> this.reads.read(visitorId, deadlineNanos));
	}

}
