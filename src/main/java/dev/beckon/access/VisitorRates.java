package dev.beckon.access;

import java.time.Duration;

import dev.beckon.http.Problems;
import org.jspecify.annotations.Nullable;

/**
 * How much one visitor may do, in this process: a browser that runs wild costs the others
 * nothing. Thread safety: safe.
 */
public final class VisitorRates {

	/** What is said of it where there is no answer of its own for it. */
	public static final String DETAIL = "has done too much lately; try again later";

	private final Rates rates;

	private final AccessMetrics metrics;

	VisitorRates(Rates rates, AccessMetrics metrics) {
		this.rates = rates;
		this.metrics = metrics;
	}

	/** Whether the visitor may do one thing more, which counts. */
	public boolean allow(String visitorId) {
		return !isOver(this.rates.take(visitorId));
	}

	/**
	 * Counts a question.
	 * @param visitorId nobody in particular when null
	 * @throws org.springframework.web.ErrorResponseException the 429 when it is one too
	 * many
	 */
	public void require(@Nullable String visitorId) {
		if (visitorId == null) {
			return;
		}
		Duration wait = this.rates.take(visitorId);
		if (isOver(wait)) {
			throw Problems.tooMany("visitorId", DETAIL, wait);
		}
	}

	private boolean isOver(Duration wait) {
		if (wait.isZero()) {
			return false;
		}
		this.metrics.refused(Refusal.VISITOR_RATE);
		return true;
	}

}
