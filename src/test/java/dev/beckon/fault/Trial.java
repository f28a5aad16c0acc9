package dev.beckon.fault;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import dev.beckon.event.Hashing;
import dev.beckon.event.Touch;
import dev.beckon.oracle.Difference;
import dev.beckon.oracle.LogOracle;
import dev.beckon.oracle.ProfileOracle;
import dev.beckon.oracle.SessionOracle;
import dev.beckon.profile.StoredProfiles;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * Breaks things while visitors come and go, and finds out what it has cost: of the
 * answers while it lasts, and by an oracle's fold of the log against every profile and
 * every session when all is up again. Thread safety: for one thread.
 */
final class Trial implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final Duration ALLOWED_LATENESS = Duration.ofHours(24);

	/**
	 * On a busy machine not every profile is read in time, whatever is broken: this much
	 * will do to begin with.
	 */
	private static final double CALM = 0.5;

	/** And this much of what it was before is back. */
	private static final double AS_BEFORE = 0.9;

	private final Site site;

	private final Visitors visitors;

	private final Set<String> acknowledged = new HashSet<>();

	Trial(Random random) {
		this.site = new Site(random);
		this.visitors = new Visitors(this.site.service(), random.nextLong());
	}

	boolean isPossible(Fault fault) {
		return fault.isPossible(this.site);
	}

	/** Breaks all this, one after the other. */
	Outcome run(String words, List<Fault> faults) {
		this.visitors.come();
		awaitCalm();
		double calm = share(Duration.ofSeconds(2));
		remember(this.visitors.next());
		try (BreakerWatch breakers = new BreakerWatch(this.site.service().managementPort())) {
			long broken = System.nanoTime();
			for (Fault fault : faults) {
				fault.strike(this.site);
				this.site.heal();
			}
			long mended = System.nanoTime();
			this.site.service().awaitReady();
			awaitShare(AS_BEFORE * calm);
			double backSeconds = secondsSince(mended);
			Tally tally = this.visitors.next();
			this.visitors.leave();
			remember(tally);
			Collection<String> states = breakers.states();
			Difference difference = awaitWhole();
			return outcome(words, tally, states, difference,
					List.of(backSeconds, secondsSince(mended), (mended - broken) / 1e9));
		}
	}

	private static Outcome outcome(String words, Tally tally, Collection<String> breakers, Difference difference,
			List<Double> seconds) {
		return new Outcome(words, tally.answers(), tally.errors(), tally.overDeadline(), difference.lost(),
				difference.doubleCounted(), seconds.get(0), seconds.get(1), seconds.get(2), breakers, tally.sources(),
				tally.reasons(), tally.acceptedEvents().size(), tally.refusedEvents());
	}

	private void remember(Tally tally) {
		this.acknowledged.addAll(tally.acceptedEvents());
	}

	private static double secondsSince(long nanos) {
		return (System.nanoTime() - nanos) / 1e9;
	}

	/** Until a good part of a second's answers is from profiles. */
	private void awaitCalm() {
		awaitShare(CALM);
	}

	private double share(Duration span) {
		long profilesBefore = this.visitors.profiles();
		long answersBefore = this.visitors.answers();
		Site.last(span);
		long answers = this.visitors.answers() - answersBefore;
		return (double) (this.visitors.profiles() - profilesBefore) / Math.max(1, answers);
	}

	private void awaitShare(double share) {
		await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> share(Duration.ofSeconds(1)) >= share);
	}

	/** What is still missing or too much when nothing changes any more. */
	private Difference awaitWhole() {
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(500))
			.ignoreExceptions()
			.until(() -> isCommitted("beckon-profiles") && isCommitted("beckon-sessions"));
		Difference[] last = { Difference.NONE };
		try {
			await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofSeconds(1)).ignoreExceptions().until(() -> {
				last[0] = compare();
				return last[0].equals(Difference.NONE);
			});
		}
		catch (ConditionTimeoutException different) {
			return last[0];
		}
		return last[0];
	}

	private Difference compare() {
		String kafka = this.site.kafka().bootstrapServers();
		LogOracle log = LogOracle.of(kafka, ALLOWED_LATENESS);
		Difference profiles = ProfileOracle.compare(log,
				StoredProfiles.read(this.site.redis().primaries().getFirst().address()));
		Difference sessions = SessionOracle.compare(log, kafka);
		return new Difference(profiles.lost() + sessions.lost() + notInTheLog(log),
				profiles.doubleCounted() + sessions.doubleCounted());
	}

	private long notInTheLog(LogOracle log) {
		Set<Long> inTheLog = log.touches()
			.values()
			.stream()
			.flatMap(List::stream)
			.map(Touch::eventHash)
			.collect(Collectors.toSet());
		return this.acknowledged.stream().filter((eventId) -> !inTheLog.contains(Hashing.hash64(eventId))).count();
	}

	private boolean isCommitted(String group) {
		Map<TopicPartition, Long> ends = this.site.ends("beckon.interactions");
		Map<TopicPartition, OffsetAndMetadata> committed = this.site
			.admin((admin) -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get());
		return ends.entrySet()
			.stream()
			.filter((end) -> end.getValue() > 0)
			.allMatch((end) -> committed.containsKey(end.getKey())
					&& committed.get(end.getKey()).offset() >= end.getValue());
	}

	@Override
	public void close() {
		this.visitors.close();
		this.site.close();
	}

}
