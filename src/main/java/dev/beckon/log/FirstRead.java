package dev.beckon.log;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log how far the first reading of a topic has got, every few seconds.
 * Compaction leaves gaps between offsets, so what is still to come is at most so much.
 *
 * <p>
 * Thread safety: one thread.
 */
final class FirstRead {

	private static final Logger log = LoggerFactory.getLogger(FirstRead.class);

	private static final long EVERY_NANOS = Duration.ofSeconds(3).toNanos();

	private final String topic;

	private long startNanos;

	private long saidNanos;

	private long saidRecords;

	FirstRead(String topic) {
		this.topic = topic;
	}

	void begin() {
		this.startNanos = System.nanoTime();
		this.saidNanos = this.startNanos;
	}

	/**
	 * So far it has got.
	 * @param records read
	 * @param left between here and the end as it was when reading began
	 */
	void at(long records, long left) {
		long now = System.nanoTime();
		if (left == 0) {
			log.info("The view of {} has read all of it: {} records in {}", this.topic, records,
					Duration.ofNanos(now - this.startNanos));
		}
		else if (now - this.saidNanos > EVERY_NANOS) {
			log.info("The view of {} has read {} records of at most {}, {} a second", this.topic, records,
					records + left, Math.round((records - this.saidRecords) * 1e9 / (now - this.saidNanos)));
			this.saidNanos = now;
			this.saidRecords = records;
		}
	}

}
