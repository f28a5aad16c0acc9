package dev.beckon.profile;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import dev.beckon.event.Touch;
import org.jspecify.annotations.Nullable;

/**
 * What a stored profile becomes by a change.
 *
 * @param before the stored profile; null when there was none, or none that can be read
 * @param fold what came of the change's touches
 * @param after the profile to be stored
 * @param replacesGarbage whether bytes were stored that are no profile
 */
record Rewrite(@Nullable Profile before, Fold fold, Profile after, boolean replacesGarbage) {

	/**
	 * Folds a change into what is stored.
	 * @param history what to fill a missing profile with
	 */
	static Rewrite of(byte @Nullable [] stored, ProfileChange change, Supplier<List<Touch>> history) {
		Profile before = readable(stored);
		Fold fold = ((before != null) ? before : Profile.empty()).forget(change.forgottenThroughMillis())
			.apply(change.touches());
		Profile after = (before != null) ? fold.profile() : fold.profile().apply(history.get()).profile();
		return new Rewrite(before, fold, after, stored != null && before == null);
	}

	private static @Nullable Profile readable(byte @Nullable [] stored) {
		try {
			return (stored == null) ? null : ProfileCodec.decode(stored);
		}
		catch (UnreadableProfileException corrupt) {
			return null;
		}
	}

	boolean isChange() {
		return !this.after.equals((this.before != null) ? this.before : Profile.empty());
	}

	boolean clears() {
		return this.before != null && !this.before.isEmpty() && this.after.isEmpty();
	}

	/** A forgotten visitor is not remembered for long. */
	Duration timeToLive(RedisProperties properties) {
		return this.after.isEmpty() ? properties.forgottenTimeToLive() : properties.timeToLive();
	}

}
