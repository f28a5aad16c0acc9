package dev.beckon.ops;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The processes that are there, folded from {@code beckon.processes}. One is gone when it
 * says so, or when the log has gone on for a while without a word of it: only the
 * broker's clock counts, so no process takes another for gone because of its own. While
 * Kafka is away the fleet stands as it was last seen.
 *
 * <p>
 * Thread safety: safe.
 */
final class Fleet {

	private final long timeToLiveMillis;

	private final Map<String, Heard> heard = new HashMap<>();

	private long latestMillis;

	Fleet(Duration timeToLive) {
		this.timeToLiveMillis = timeToLive.toMillis();
	}

	/**
	 * A process's last word.
	 *
	 * @param report what it said
	 * @param at when, by the broker's clock
	 */
	record Heard(ProcessReport report, Instant at) {
	}

	/**
	 * Takes in the log's next word.
	 * @param report null when the process has stopped
	 */
	synchronized void on(String process, @Nullable ProcessReport report, long appendedMillis) {
		this.latestMillis = Math.max(this.latestMillis, appendedMillis);
		if (report == null) {
			this.heard.remove(process);
		}
		else {
			this.heard.put(process, new Heard(report, Instant.ofEpochMilli(appendedMillis)));
		}
		Instant oldest = Instant.ofEpochMilli(this.latestMillis - this.timeToLiveMillis);
		this.heard.values().removeIf((word) -> word.at().isBefore(oldest));
	}

	/** Those that are there, by name. */
	synchronized List<Heard> present() {
		return this.heard.values().stream().sorted(Comparator.comparing((word) -> word.report().process())).toList();
	}

	/** When the log last had a word of anyone; null before the first. */
	synchronized @Nullable Instant asOf() {
		return (this.latestMillis == 0) ? null : Instant.ofEpochMilli(this.latestMillis);
	}

}
