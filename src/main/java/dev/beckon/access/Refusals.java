package dev.beckon.access;

import java.io.IOException;
import java.time.Duration;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.http.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Answers those who are not let in: with a problem detail, and counted. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

	private final AccessMetrics metrics;

	private final ObjectMapper json;

	Refusals(AccessMetrics metrics, ObjectMapper json) {
		this.metrics = metrics;
		this.json = json;
	}

	void refuse(HttpServletResponse response, Refusal reason) throws IOException {
		this.metrics.refused(reason);
		if (response.isCommitted()) {
			return;
		}
		if (reason.status() == HttpStatus.UNAUTHORIZED) {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(reason.status(), reason.detail());
		response.setStatus(reason.status().value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		this.json.writeValue(response.getOutputStream(), problem);
	}

	void refuse(HttpServletResponse response, Refusal reason, Duration retryAfter) throws IOException {
		response.setHeader(HttpHeaders.RETRY_AFTER, Problems.retryAfter(retryAfter));
		refuse(response, reason);
	}

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException unknown)
			throws IOException {
		refuse(response, Refusal.UNKNOWN);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
			throws IOException {
		Authentication who = SecurityContextHolder.getContext().getAuthentication();
		boolean known = who != null && who.isAuthenticated();
		refuse(response, !known ? Refusal.UNKNOWN : (denied instanceof CsrfException) ? Refusal.FORGERY : Refusal.ROLE);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException malformed)
			throws IOException {
		refuse(response, Refusal.MALFORMED);
	}

}
