package dev.beckon.profile;

import dev.beckon.event.VisitorChange;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What came of trying to write a batch once: what is done, and what is left to try again.
 * For one thread.
 */
final class Attempt {

	private final ProfileMetrics metrics;

	private final Map<String, VisitorChange> left = new LinkedHashMap<>();

	private WriteReport report;

	private @Nullable Throwable failure;

	private boolean isWorthAnother;

	/**
	 * Begins an attempt.
	 * @param report what earlier attempts have done
	 */
	Attempt(WriteReport report, ProfileMetrics metrics) {
		this.report = report;
		this.metrics = metrics;
	}

	void done(VisitorWrite visitor, boolean replicated) {
		this.report = this.report.plus(visitor.rewrite());
		if (visitor.rewrite().replacesGarbage()) {
			this.metrics.unreadable();
		}
		if (visitor.bytesWritten() > 0) {
			this.metrics.written(visitor.bytesWritten());
			this.metrics.unreplicated(replicated ? 0 : 1);
		}
	}

	void conflicted(VisitorWrite visitor) {
		this.metrics.conflict();
		this.left.put(visitor.visitorId(), visitor.change());
	}

	void failed(VisitorWrite visitor, @Nullable Throwable reason) {
		this.failure = (reason != null) ? reason : this.failure;
		this.left.put(visitor.visitorId(), visitor.change());
	}

	/** A node that did its part for some visitors will for the others. */
	void expectMore() {
		this.isWorthAnother = true;
	}

	boolean isWorthAnother() {
		return this.isWorthAnother;
	}

	Map<String, VisitorChange> left() {
		return this.left;
	}

	WriteReport report() {
		return this.report;
	}

	/** Why something could not be done; null when there were but conflicts. */
	@Nullable Throwable failure() {
		return this.failure;
	}

}
