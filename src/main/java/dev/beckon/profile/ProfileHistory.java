package dev.beckon.profile;

import java.util.List;

import dev.beckon.event.Touch;

/**
 * What is remembered of a visitor elsewhere, from which a profile that Redis has lost is
 * filled again. Must not block.
 */
@FunctionalInterface
public interface ProfileHistory {

	/** The visitor's touches, in any order; empty when nothing is remembered. */
	List<Touch> of(String visitorId);

}
