package dev.beckon.recommend;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import dev.beckon.event.Touch;
import dev.beckon.identity.Histories;
import dev.beckon.profile.Profile;
import dev.beckon.profile.ProfileRead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what a visitor did: from the profile in Redis and from this process's session
 * view together, so that an answer is as fresh as the fresher of the two, and from the
 * view alone when Redis cannot say. The two share no fate.
 */
class VisitorHistories {

	private static final Logger log = LoggerFactory.getLogger(VisitorHistories.class);

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

	VisitorHistory of(String visitorId, Deadline deadline, Passage passage) {
		if (!this.admission.reads(deadline) || !this.readsUnderWay.tryAcquire()) {
			return withoutProfile(visitorId, FallbackReason.OVERLOAD, passage);
		}
		ProfileRead read;
		try {
			long due = this.admission.readUntilNanos(deadline);
			read = passage.ask(Source.PROFILE, () -> read(visitorId, due), VisitorHistories::hasFailed,
					new ProfileRead.Rejected(true));
		}
		finally {
			this.readsUnderWay.release();
		}
		return switch (read) {
			case ProfileRead.Found(Profile profile) when profile.isEmpty() ->
				withoutProfile(visitorId, FallbackReason.UNKNOWN_VISITOR, passage);
			case ProfileRead.Found(Profile profile) ->
				new VisitorHistory(profile.apply(seen(visitorId, passage)).profile(), Source.PROFILE, null);
			case ProfileRead.Missing() -> missing(visitorId, passage);
			case ProfileRead.TimedOut() -> withoutProfile(visitorId, FallbackReason.STORE_TIMEOUT, passage);
			case ProfileRead.Failed() -> withoutProfile(visitorId, FallbackReason.STORE_ERROR, passage);
			case ProfileRead.Rejected(boolean forced) -> withoutProfile(visitorId,
					forced ? FallbackReason.BREAKER_FORCED_OPEN : FallbackReason.BREAKER_OPEN, passage);
		};
	}

	private VisitorHistory missing(String visitorId, Passage passage) {
		long settled = this.clock.millis() - this.properties.settleTime().toMillis();
		if (this.histories.knownSinceMillis(visitorId) > settled) {
			return withoutProfile(visitorId, FallbackReason.UNKNOWN_VISITOR, passage);
		}
		this.histories.visitors(visitorId).forEach(this.refill);
		return withoutProfile(visitorId, FallbackReason.EVICTED, passage);
	}

	private VisitorHistory withoutProfile(String visitorId, FallbackReason reason, Passage passage) {
		Profile known = Profile.empty().apply(seen(visitorId, passage)).profile();
		@Nullable Source source = known.isEmpty() ? null : Source.SESSION_VIEW;
		return new VisitorHistory(known, source, reason);
	}

	private List<Touch> seen(String visitorId, Passage passage) {
		return passage.ask(Source.SESSION_VIEW, () -> this.histories.touchesOf(visitorId), List.of());
	}

	private ProfileRead read(String visitorId, long deadlineNanos) {
		try {
			return this.histories.read(visitorId, deadlineNanos);
		}
		catch (RuntimeException bug) {
			log.error("A profile could not be read because of a bug", bug);
			return new ProfileRead.Failed();
		}
	}

	private static boolean hasFailed(ProfileRead read) {
		return switch (read) {
			case ProfileRead.Found _, ProfileRead.Missing _ -> false;
			case ProfileRead.TimedOut _, ProfileRead.Failed _, ProfileRead.Rejected _ -> true;
		};
	}

}
