package dev.beckon.recommend;

import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import dev.beckon.identity.Histories;
import dev.beckon.profile.Profile;
import dev.beckon.profile.ProfileRead;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a visitor did: from the profile in Redis and from this process's session
 * view together, so that an answer is as fresh as the fresher of the two, and from the
 * view alone when Redis cannot say. The two share no fate.
 */
class VisitorHistories {

	private final Histories histories;

	private final Consumer<String> refill;

	private final RecommendProperties properties;

	private final InstantSource clock;

	private final Admission admission;

	private final Semaphore readsUnderWay;

	/**
	 * Finds out from these.
	 * @param refill has an evicted profile put back; must not wait
	 */
	VisitorHistories(Histories histories, Consumer<String> refill, RecommendProperties properties,
			InstantSource clock) {
		this.histories = histories;
		this.refill = refill;
		this.properties = properties;
		this.clock = clock;
		this.admission = Admission.of(properties);
		this.readsUnderWay = new Semaphore(properties.concurrentReads());
	}

	VisitorHistory of(String visitorId, Deadline deadline) {
		if (!this.admission.reads(deadline) || !this.readsUnderWay.tryAcquire()) {
			return withoutProfile(visitorId, FallbackReason.OVERLOAD);
		}
		ProfileRead read;
		try {
			read = this.histories.read(visitorId, this.admission.readUntilNanos(deadline));
		}
		finally {
			this.readsUnderWay.release();
		}
		return switch (read) {
			case ProfileRead.Found(Profile profile) when profile.isEmpty() ->
				withoutProfile(visitorId, FallbackReason.UNKNOWN_VISITOR);
			case ProfileRead.Found(Profile profile) ->
				new VisitorHistory(profile.apply(this.histories.touchesOf(visitorId)).profile(), Source.PROFILE, null);
			case ProfileRead.Missing() -> missing(visitorId);
			case ProfileRead.TimedOut() -> withoutProfile(visitorId, FallbackReason.STORE_TIMEOUT);
			case ProfileRead.Failed() -> withoutProfile(visitorId, FallbackReason.STORE_ERROR);
			case ProfileRead.Rejected(boolean forced) ->
				withoutProfile(visitorId, forced ? FallbackReason.BREAKER_FORCED_OPEN : FallbackReason.BREAKER_OPEN);
		};
	}

	private VisitorHistory missing(String visitorId) {
		long settled = this.clock.millis() - this.properties.settleTime().toMillis();
		if (this.histories.knownSinceMillis(visitorId) > settled) {
			return withoutProfile(visitorId, FallbackReason.UNKNOWN_VISITOR);
		}
		this.histories.visitors(visitorId).forEach(this.refill);
		return withoutProfile(visitorId, FallbackReason.EVICTED);
	}

	private VisitorHistory withoutProfile(String visitorId, FallbackReason reason) {
		Profile known = Profile.empty().apply(this.histories.touchesOf(visitorId)).profile();
		@Nullable Source source = known.isEmpty() ? null : Source.SESSION_VIEW;
		return new VisitorHistory(known, source, reason);
	}

}
