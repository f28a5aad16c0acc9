package dev.beckon.recommend;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.beckon.recommend.RecommendMetrics.Skip;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One answer's way through the gates in front of the sources. */
final class Passage {

	private static final Logger log = LoggerFactory.getLogger(Passage.class);

	private final Map<Source, CircuitBreaker> gates;

	private final Set<Source> drilled;

	private final RecommendMetrics metrics;

	Passage(Map<Source, CircuitBreaker> gates, Set<Source> drilled, RecommendMetrics metrics) {
		this.gates = gates;
		this.drilled = drilled;
		this.metrics = metrics;
	}

	/**
	 * What a source says; {@code otherwise} where it is not to be asked, or fails.
	 * @param source any but {@code popular}, which has no gate
	 */
	<T> T ask(Source source, Supplier<T> question, T otherwise) {
		return ask(source, question, (answer) -> false, otherwise);
	}

	/**
	 * What a source says; {@code otherwise} where it is not to be asked, or fails.
	 * @param failed whether what it says counts as a failure
	 */
	<T> T ask(Source source, Supplier<T> question, Predicate<T> failed, T otherwise) {
		CircuitBreaker gate = this.gates.get(source);
		if (gate == null) {
			return question.get();
		}
		if (this.drilled.contains(source)) {
			this.metrics.skipped(source, Skip.DRILL);
			return otherwise;
		}
		if (!gate.tryAcquirePermission()) {
			this.metrics.skipped(source, Skip.SWITCHED_OFF);
			return otherwise;
		}
		long start = gate.getCurrentTimestamp();
		@Nullable T answer = null;
		try {
			answer = question.get();
		}
		catch (RuntimeException bug) {
			log.error("The source {} failed on a bug; the next one answers", source.wireName(), bug);
		}
		long took = gate.getCurrentTimestamp() - start;
		if (answer == null || failed.test(answer)) {
			gate.onError(took, gate.getTimestampUnit(), new NoAnswer(source));
		}
		else {
			gate.onSuccess(took, gate.getTimestampUnit());
		}
		return (answer != null) ? answer : otherwise;
	}

	/**
	 * Told to a gate, which counts it. Without a stack, which would cost each answer and
	 * tell nothing.
	 */
	private static final class NoAnswer extends Exception {

		private static final long serialVersionUID = 1L;

		NoAnswer(Source source) {
			super(source.wireName(), null, false, false);
		}

	}

}
