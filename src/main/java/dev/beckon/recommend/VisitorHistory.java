package dev.beckon.recommend;

import dev.beckon.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * What could be learned of a visitor in time.
 *
 * @param profile all that is known, from whichever store; empty when nothing is
 * @param source the best source it allows; null when it allows no personal answer
 * @param fallbackReason why the source is not {@code profile}; null when it is
 */
record VisitorHistory(Profile profile, @Nullable Source source, @Nullable FallbackReason fallbackReason) {

	/** Of somebody who is nobody in particular: nothing failed, and nothing is known. */
	static final VisitorHistory NONE = new VisitorHistory(Profile.empty(), null, FallbackReason.UNKNOWN_VISITOR);

	/** The same history where there is no time to make a personal answer of it. */
	VisitorHistory unranked() {
		return new VisitorHistory(this.profile, null,
				(this.fallbackReason != null) ? this.fallbackReason : FallbackReason.OVERLOAD);
	}

}
