package dev.beckon.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

import dev.beckon.event.Touch;
import dev.beckon.profile.Profile;
import dev.beckon.profile.ProfileRead;
import dev.beckon.profile.ProfileReads;
import dev.beckon.session.CurrentSessions;
import dev.beckon.session.Session;

/**
 * What a person did, under whichever of their visitor ids: profiles and current sessions
 * are kept by visitor, and joined when they are read. So a merge moves nothing, needs no
 * order among what is merged, and is undone by taking the link out.
 *
 * <p>
 * Thread safety: safe.
 */
public final class Histories {

	/** Visitors of one person that are looked at. */
	static final int MAX_VISITORS = 8;

	private static final Executor BESIDE = (read) -> Thread.ofVirtual().name("profile-read").start(read);

	private final ProfileReads reads;

	private final CurrentSessions current;

	private final Function<String, List<String>> samePerson;

	/**
	 * Joins what these know.
	 * @param samePerson everybody who is the same person as a visitor
	 */
	public Histories(ProfileReads reads, CurrentSessions current, Function<String, List<String>> samePerson) {
		this.reads = reads;
		this.current = current;
		this.samePerson = samePerson;
	}

	/** The same persons, their profiles read in another way. */
	public Histories readBy(ProfileReads others) {
		return new Histories(others, this.current, this.samePerson);
	}

	/** The visitors that are looked at for this one: itself among them. */
	public List<String> visitors(String visitorId) {
		List<String> all = this.samePerson.apply(visitorId);
		if (all.size() <= MAX_VISITORS) {
			return all;
		}
		List<String> some = new ArrayList<>(all.subList(0, MAX_VISITORS));
		if (!some.contains(visitorId)) {
			some.set(MAX_VISITORS - 1, visitorId);
		}
		return some;
	}

	/**
	 * The profiles of all of the person's visitors as one, read side by side. What could
	 * not be read of one of them could not be read: an answer that leaves a part out must
	 * not look whole.
	 * @param deadlineNanos on the scale of {@link System#nanoTime()}
	 */
	public ProfileRead read(String visitorId, long deadlineNanos) {
		List<String> visitors = visitors(visitorId);
		List<CompletableFuture<ProfileRead>> others = visitors.subList(1, visitors.size())
			.stream()
			.map((other) -> CompletableFuture.supplyAsync(() -> this.reads.read(other, deadlineNanos), BESIDE))
			.toList();
		ProfileRead joined = this.reads.read(visitors.getFirst(), deadlineNanos);
		for (CompletableFuture<ProfileRead> other : others) {
			joined = join(joined, other.join());
		}
		return joined;
	}

	private static ProfileRead join(ProfileRead one, ProfileRead other) {
		return switch (one) {
			case ProfileRead.Found(Profile profile) when other instanceof ProfileRead.Found(Profile theirs) ->
				new ProfileRead.Found(profile.beside(theirs));
			case ProfileRead.Found _ when other instanceof ProfileRead.Missing -> one;
			case ProfileRead.Found _, ProfileRead.Missing _ -> other;
			case ProfileRead.TimedOut _, ProfileRead.Failed _, ProfileRead.Rejected _ -> one;
		};
	}

	/** What the person touched in their newest sessions. */
	public List<Touch> touchesOf(String visitorId) {
		List<String> visitors = visitors(visitorId);
		return (visitors.size() == 1) ? this.current.touchesOf(visitorId)
				: visitors.stream().flatMap((visitor) -> this.current.touchesOf(visitor).stream()).toList();
	}

	/** The newest sessions of the person, visitor by visitor, each oldest first. */
	public List<Session> sessionsOf(String visitorId) {
		return visitors(visitorId).stream().flatMap((visitor) -> this.current.of(visitor).stream()).toList();
	}

	/**
	 * By this process's clock, when it first heard of the person; {@link Long#MAX_VALUE}
	 * when it has not.
	 */
	public long knownSinceMillis(String visitorId) {
		return visitors(visitorId).stream().mapToLong(this.current::knownSinceMillis).min().orElse(Long.MAX_VALUE);
	}

}
