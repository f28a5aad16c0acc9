package dev.beckon.http;

import java.io.IOException;

import com.fasterxml.jackson.databind.JsonMappingException;
import dev.beckon.http.BodyLimit.BodyTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Turns whatever a controller throws into a problem detail that names the field and leaks
 * nothing.
 */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

	@Override
	protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
			MissingServletRequestParameterException missing, HttpHeaders headers, HttpStatusCode status,
			WebRequest request) {
		return answer(Problems.badRequest(missing.getParameterName(), "is required").getBody());
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException unreadable,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		return switch (unreadable.getCause()) {
			case BodyTooLargeException tooLarge -> answer(BodyLimit.problem(tooLarge.maxBytes));
			case JsonMappingException mismatch when !mismatch.getPath().isEmpty() ->
				answer(Problems.badRequest(field(mismatch), "is not of the documented form").getBody());
			case null, default ->
				answer(Problems.badRequest("body", "must be readable JSON of the documented form").getBody());
		};
	}

	/** Where in the body it is, such as {@code rows[1].limit}. */
	private static String field(JsonMappingException mismatch) {
		StringBuilder field = new StringBuilder();
		for (JsonMappingException.Reference at : mismatch.getPath()) {
			if (at.getFieldName() == null) {
				field.append('[').append(at.getIndex()).append(']');
			}
			else {
				field.append(field.isEmpty() ? "" : ".").append(at.getFieldName());
			}
		}
		return field.toString();
	}

	@ExceptionHandler
	ResponseEntity<Object> on(MethodArgumentTypeMismatchException mismatch) {
		return answer(Problems.badRequest(mismatch.getName(), "is not of the documented form").getBody());
	}

	@ExceptionHandler
	ResponseEntity<Object> on(BodyTooLargeException tooLarge) {
		return answer(BodyLimit.problem(tooLarge.maxBytes));
	}

	/** The shopper left before the answer; nobody reads this one. */
	@ExceptionHandler
	void on(IOException connectionLost) {
		log.debug("The client closed the connection", connectionLost);
	}

	@ExceptionHandler
	ResponseEntity<Object> on(RuntimeException bug) {
		log.error("A request failed on a bug", bug);
		return answer(
				ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, "An unexpected error was logged."));
	}

	private static ResponseEntity<Object> answer(ProblemDetail problem) {
		return ResponseEntity.status(problem.getStatus()).body(problem);
	}

}
