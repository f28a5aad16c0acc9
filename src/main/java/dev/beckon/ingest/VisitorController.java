package dev.beckon.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;

import dev.beckon.event.EventJson;
import dev.beckon.event.Forget;
import dev.beckon.event.Touch;
import dev.beckon.http.Problems;
import dev.beckon.identity.Histories;
import dev.beckon.identity.MergeLinks;
import dev.beckon.log.TopicWriter;
import dev.beckon.log.Topics;
import dev.beckon.profile.Profile;
import dev.beckon.profile.ProfileRead;
import dev.beckon.profile.ProfileReads;
import dev.beckon.profile.ProfileStoreUnavailable;
import dev.beckon.profile.ProfileWrites;
import dev.beckon.session.PastSessions;
import dev.beckon.session.Session;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What is known of a visitor, and forgetting it. */
@RestController
class VisitorController {

	private static final Logger log = LoggerFactory.getLogger(VisitorController.class);

	private static final Duration READ_TIMEOUT = Duration.ofMillis(500);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final ProfileReads reads;

	private final ProfileWrites writes;

	private final Histories histories;

	private final MergeLinks links;

	private final PastSessions past;

	private final ForgottenVisitors forgotten;

	private final TopicWriter writer;

	VisitorController(ProfileReads reads, ProfileWrites writes, Histories histories, MergeLinks links,
			PastSessions past, ForgottenVisitors forgotten, TopicWriter writer) {
		this.reads = reads;
		this.writes = writes;
		this.histories = histories;
		this.links = links;
		this.past = past;
		this.forgotten = forgotten;
		this.writer = writer;
	}

	/**
	 * What is known of a visitor, and of everybody merged with them.
	 *
	 * @param visitors everybody who is the same person, the one who stands for it first
	 * @param profile from Redis; null when Redis does not have it or does not answer
	 * @param sessions the newest sessions, from this process's view
	 */
	record Visitor(String visitorId, List<String> visitors, @Nullable ProfileAnswer profile,
			List<SessionAnswer> sessions) {
	}

	/**
	 * A profile.
	 *
	 * @param interactions the remembered ones, oldest first
	 * @param cart pieces by item
	 * @param purchased items bought
	 */
	record ProfileAnswer(List<TouchAnswer> interactions, Map<String, Integer> cart, Set<String> purchased) {

		static ProfileAnswer of(Profile profile) {
			return new ProfileAnswer(TouchAnswer.of(profile.touches()), profile.cart(), profile.purchased());
		}

	}

	/** A visit. */
	record SessionAnswer(String sessionId, Instant start, Instant end, List<TouchAnswer> interactions) {

		static SessionAnswer of(Session session) {
			return new SessionAnswer(session.sessionId(), Instant.ofEpochMilli(session.startMillis()),
					Instant.ofEpochMilli(session.endMillis()), TouchAnswer.of(session.touches()));
		}

	}

	/** An interaction as it is remembered. */
	record TouchAnswer(String type, String itemId, Instant timestamp, int quantity) {

		static List<TouchAnswer> of(List<Touch> touches) {
			return touches.stream()
				.map((touch) -> new TouchAnswer(touch.type().wireName(), touch.itemId(),
						Instant.ofEpochMilli(touch.timeMillis()), touch.quantity()))
				.toList();
		}

	}

	/**
	 * What was removed.
	 *
	 * @param profile whether Redis had a profile; null when Redis could not be asked: it
	 * is removed when Redis is back
	 * @param sessions past and current sessions in the log
	 * @param forgottenThrough what happened up to then stays forgotten, also when the log
	 * is replayed
	 */
	record Forgotten(String visitorId, @Nullable Boolean profile, int sessions, Instant forgottenThrough) {

		Forgotten and(Forgotten other) {
			Boolean both = (this.profile == null || other.profile == null) ? null
					: Boolean.valueOf(this.profile || other.profile);
			return new Forgotten(this.visitorId, both, this.sessions + other.sessions,
					this.forgottenThrough.isAfter(other.forgottenThrough) ? this.forgottenThrough
							: other.forgottenThrough);
		}

	}

	@GetMapping("/v1/visitors/{visitorId}")
	Visitor get(@PathVariable String visitorId) {
		Problems.requireId("visitorId", visitorId);
		ProfileAnswer profile = switch (this.histories.read(visitorId, deadline())) {
			case ProfileRead.Found(Profile found) when !found.isEmpty() -> ProfileAnswer.of(found);
			case ProfileRead _ -> null;
		};
		List<SessionAnswer> sessions = this.histories.sessionsOf(visitorId).stream().map(SessionAnswer::of).toList();
		if (profile == null && sessions.isEmpty()) {
			throw new ErrorResponseException(HttpStatus.NOT_FOUND,
					ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "Nothing is known of this visitor."), null);
		}
		return new Visitor(visitorId, this.histories.visitors(visitorId), profile, sessions);
	}

	/** Forgets the person: everybody who was merged with the visitor, and the merge. */
	@DeleteMapping("/v1/visitors/{visitorId}")
	Forgotten forget(@PathVariable String visitorId) {
		Problems.requireId("visitorId", visitorId);
		List<String> visitors = this.links.of(visitorId);
		try {
			Forgotten forgotten = visitors.stream().map(this::forgetOne).reduce(Forgotten::and).orElseThrow();
			if (visitors.size() > 1) {
				visitors.forEach((visitor) -> this.links.remove(visitor).join());
			}
			return new Forgotten(visitorId, forgotten.profile(), forgotten.sessions(), forgotten.forgottenThrough());
		}
		catch (CompletionException | KafkaException unavailable) {
			throw Problems.unavailable("Kafka did not acknowledge; ask again to have the visitor forgotten.",
					RETRY_AFTER);
		}
	}

	private Forgotten forgetOne(String visitorId) {
		Boolean profile = hasProfile(visitorId);
		Map<Integer, Set<String>> sessions = this.past.idsOf(visitorId);
		long throughMillis = this.writer.append(Topics.INTERACTIONS, visitorId, EventJson.write(new Forget(visitorId)))
			.join()
			.timestamp();
		this.forgotten.add(visitorId, throughMillis).join();
		this.past.remove(sessions).join();
		forgetProfile(visitorId, throughMillis);
		return new Forgotten(visitorId, profile, sessions.values().stream().mapToInt(Set::size).sum(),
				Instant.ofEpochMilli(throughMillis));
	}

	private @Nullable Boolean hasProfile(String visitorId) {
		return switch (this.reads.read(visitorId, deadline())) {
			case ProfileRead.Found(Profile found) -> !found.isEmpty();
			case ProfileRead.Missing() -> false;
			case ProfileRead.TimedOut(), ProfileRead.Failed(), ProfileRead.Rejected _ -> null;
		};
	}

	private static long deadline() {
		return System.nanoTime() + READ_TIMEOUT.toNanos();
	}

	/**
	 * At once where Redis answers; where it does not, the listener will when Redis is
	 * back.
	 */
	private void forgetProfile(String visitorId, long throughMillis) {
		try {
			this.writes.forget(visitorId, throughMillis);
		}
		catch (ProfileStoreUnavailable away) {
			log.info("A forgotten visitor's profile will be removed when Redis is back: {}", away.getMessage());
		}
	}

}
