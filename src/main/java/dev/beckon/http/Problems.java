package dev.beckon.http;

import java.time.Duration;

import dev.beckon.event.Ids;
import dev.beckon.event.Violation;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** The RFC 9457 answers to requests that cannot be served. */
public final class Problems {

	private Problems() {
	}

	/** 400, naming the field. */
	public static ErrorResponseException badRequest(Violation violation) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				violation.field() + " " + violation.message());
		problem.setProperty("field", violation.field());
		return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
	}

	/** 400, naming the field. */
	public static ErrorResponseException badRequest(String field, String message) {
		return badRequest(new Violation(field, message));
	}

	/** 404, naming the field that says what there is not. */
	public static ErrorResponseException notFound(String field, String message) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, field + " " + message);
		problem.setProperty("field", field);
		return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
	}

	/** 503 with {@code Retry-After}: the same request may be sent again. */
	public static ErrorResponseException unavailable(String detail, Duration retryAfter) {
		ErrorResponseException unavailable = new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE,
				ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail), null);
		unavailable.getHeaders().set(HttpHeaders.RETRY_AFTER, retryAfter(retryAfter));
		return unavailable;
	}

	/** 429 with {@code Retry-After}, naming the field that says who does too much. */
	public static ErrorResponseException tooMany(String field, String message, Duration retryAfter) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, field + " " + message);
		problem.setProperty("field", field);
		ErrorResponseException tooMany = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS, problem, null);
		tooMany.getHeaders().set(HttpHeaders.RETRY_AFTER, retryAfter(retryAfter));
		return tooMany;
	}

	/** The value of {@code Retry-After}: whole seconds, one at least. */
	public static String retryAfter(Duration retryAfter) {
		return Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds()));
	}

	/**
	 * Returns {@code id} if it follows the rule for ids, or throws the 400 that names
	 * {@code field}.
	 */
	public static String requireId(String field, String id) {
		String violation = Ids.violation(id);
		if (violation != null) {
			throw badRequest(field, violation);
		}
		return id;
	}

}
