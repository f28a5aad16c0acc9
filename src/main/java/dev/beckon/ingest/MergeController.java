package dev.beckon.ingest;

import java.time.Duration;
import java.util.concurrent.CompletionException;

import dev.beckon.http.Problems;
import dev.beckon.identity.MergeLink;
import dev.beckon.identity.MergeLinks;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /v1/visitors/{visitorId}/merge}: a visitor turned out to be a user. */
@RestController
class MergeController {

	private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

	private final MergeLinks links;

	MergeController(MergeLinks links) {
		this.links = links;
	}

	/**
	 * Who the visitor is.
	 *
	 * @param userId who the visitor turned out to be
	 */
	record Merge(@Nullable String userId) {
	}

	/**
	 * Who stands for the two.
	 *
	 * @param userId who the visitor was merged into
	 */
	record Merged(String visitorId, String userId) {
	}

	/**
	 * Merges once, however often it is asked for; answers when Kafka has acknowledged.
	 */
	@PostMapping(path = "/v1/visitors/{visitorId}/merge", consumes = MediaType.APPLICATION_JSON_VALUE)
	Merged merge(@PathVariable String visitorId, @RequestBody Merge merge) {
		Problems.requireId("visitorId", visitorId);
		if (merge.userId() == null) {
			throw Problems.badRequest("userId", "is required");
		}
		String userId = Problems.requireId("userId", merge.userId());
		if (userId.equals(visitorId)) {
			throw Problems.badRequest("userId", "must be another than the visitorId");
		}
		MergeLink link = new MergeLink(visitorId, userId);
		if (!this.links.areOne(link)) {
			add(link);
		}
		return new Merged(visitorId, userId);
	}

	private void add(MergeLink link) {
		if (!this.links.mayBecome(link)) {
			ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT,
					"visitorId is merged into another user already");
			problem.setProperty("field", "visitorId");
			throw new ErrorResponseException(HttpStatus.CONFLICT, problem, null);
		}
		try {
			this.links.add(link).join();
		}
		catch (CompletionException unacknowledged) {
			throw Problems.unavailable("Kafka did not acknowledge; ask again to have the visitor merged.", RETRY_AFTER);
		}
	}

}
