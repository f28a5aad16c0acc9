package dev.beckon.profile;

/**
 * Where the answer path gets profiles from. Never throws for a lost Redis, and never
 * waits past the deadline; meant for virtual threads, which it blocks.
 */
@FunctionalInterface
public interface ProfileReads {

	/**
	 * Looks for a visitor's profile.
	 * @param deadlineNanos on the scale of {@link System#nanoTime()}
	 */
	ProfileRead read(String visitorId, long deadlineNanos);

}
