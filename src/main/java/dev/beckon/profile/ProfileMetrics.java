package dev.beckon.profile;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.beckon.profile.ProfileRead.Failed;
import dev.beckon.profile.ProfileRead.Found;
import dev.beckon.profile.ProfileRead.Missing;
import dev.beckon.profile.ProfileRead.Rejected;
import dev.beckon.profile.ProfileRead.TimedOut;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/** What can be seen of profiles from outside. */
final class ProfileMetrics {

	/** The shard of a read before the cluster was first reached. */
	private static final String NO_SHARD = "none";

	private final DistributionSummary bytes;

	private final MeterProvider<Counter> reads;

	/** A look-up in the registry for every answer would cost more than the counting. */
	private final Map<ReadLabel, Counter> readsCounted = new ConcurrentHashMap<>();

	private final MeterProvider<Counter> hedges;

	private final Counter written;

	private final Counter conflicts;

	private final Counter unreplicated;

	private final Counter unreadable;

	private final Timer writeLatency;

	ProfileMetrics(MeterRegistry meters) {
		this.bytes = DistributionSummary.builder("beckon.profile.bytes")
			.description("Size of the profiles written")
			.baseUnit("bytes")
			.publishPercentileHistogram()
			.minimumExpectedValue(16.0)
			.maximumExpectedValue((double) ProfileCodec.MAX_BYTES)
			.register(meters);
		this.reads = Counter.builder("beckon.profile.reads")
			.description("Reads of a profile for an answer, by what came of them")
			.withRegistry(meters);
		this.hedges = Counter.builder("beckon.profile.read.hedges")
			.description("Reads that asked a replica as well, since the primary was slow or failed")
			.withRegistry(meters);
		this.written = writes(meters, "written");
		this.conflicts = writes(meters, "conflict");
		this.unreplicated = writes(meters, "unreplicated");
		this.unreadable = Counter.builder("beckon.profile.unreadable")
			.description("Stored profiles that could not be read, and were taken for missing")
			.register(meters);
		this.writeLatency = Timer.builder("beckon.profile.write.latency")
			.description("Time to write a batch of profiles, replica acknowledgement included")
			.publishPercentileHistogram()
			.minimumExpectedValue(Duration.ofMillis(1))
			.maximumExpectedValue(Duration.ofSeconds(5))
			.register(meters);
	}

	private static Counter writes(MeterRegistry meters, String outcome) {
		return Counter.builder("beckon.profile.writes")
			.description("Profiles written; those refused because someone else was faster, and tried again; "
					+ "and those written while the shard had no replica to acknowledge them")
			.tag("outcome", outcome)
			.register(meters);
	}

	void read(@Nullable String shard, ProfileRead read) {
		String outcome = switch (read) {
			case Found _ -> "found";
			case Missing _ -> "missing";
			case TimedOut _ -> "timed_out";
			case Failed _ -> "failed";
			case Rejected _ -> "rejected";
		};
		this.readsCounted.computeIfAbsent(new ReadLabel(orNone(shard), outcome), this::readCounter).increment();
	}

	private Counter readCounter(ReadLabel label) {
		return this.reads.withTags("shard", label.shard(), "outcome", label.outcome());
	}

	/** What tells reads apart in a metric. */
	private record ReadLabel(String shard, String outcome) {
	}

	void hedged(@Nullable String shard) {
		this.hedges.withTags("shard", orNone(shard)).increment();
	}

	private static String orNone(@Nullable String shard) {
		return (shard == null) ? NO_SHARD : shard;
	}

	void written(int bytes) {
		this.written.increment();
		this.bytes.record(bytes);
	}

	void conflict() {
		this.conflicts.increment();
	}

	void unreplicated(int profiles) {
		this.unreplicated.increment(profiles);
	}

	void unreadable() {
		this.unreadable.increment();
	}

	void wrote(Duration taken) {
		this.writeLatency.record(taken);
	}

}
