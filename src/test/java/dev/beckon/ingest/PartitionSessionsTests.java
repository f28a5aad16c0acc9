package dev.beckon.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.event.VisitorChange;
import dev.beckon.session.Session;
import dev.beckon.session.SessionCodec;
import dev.beckon.session.SessionRules;
import dev.beckon.session.VisitorSessions;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionSessionsTests {

	private static final SessionRules RULES = new SessionRules(30, 4);

	private static final long FAR = 1_000_000;

	private final Map<String, byte[]> log = new TreeMap<>();

	@Property
	void theLogHoldsTheSessionsOfAllThatWasDelivered(@ForAll @Size(max = 60) List<@IntRange(max = 1_000) Integer> times,
			@ForAll Random random) {
		this.log.clear();
		PartitionSessions state = new PartitionSessions(RULES, FAR);
		Map<String, List<Touch>> delivered = new HashMap<>();
		for (Map<String, VisitorChange> batch : batches(times, random)) {
			batch.forEach((visitor, change) -> delivered.computeIfAbsent(visitor, (unseen) -> new ArrayList<>())
				.addAll(change.touches()));
			fold(batch, state);
		}

		Map<String, List<Session>> written = this.log.values()
			.stream()
			.map(SessionCodec::decode)
			.sorted(Comparator.comparingLong(Session::startMillis))
			.collect(Collectors.groupingBy(Session::visitorId));
		Map<String, List<Session>> expected = new HashMap<>();
		delivered.forEach((visitor, touches) -> expected.put(visitor,
				VisitorSessions.NONE.apply(visitor, touches, RULES).sessions()));
		assertThat(written).isEqualTo(expected);
	}

	@Property
	void whoeverTakesOverGoesOnAsTheFormerOwnerWouldHave(
			@ForAll @Size(max = 60) List<@IntRange(max = 1_000) Integer> times, @ForAll Random random) {
		this.log.clear();
		PartitionSessions former = new PartitionSessions(RULES, FAR);
		for (Map<String, VisitorChange> batch : batches(times, random)) {
			PartitionSessions next = new PartitionSessions(RULES, FAR);
			next.restore(List.copyOf(this.log.values()));
			PartitionSessions.Outcome taken = next.fold(batch(batch), (visitor) -> VisitorChange.NOT_FORGOTTEN);
			PartitionSessions.Outcome kept = fold(batch, former);

			assertThat(taken.changed()).usingRecursiveFieldByFieldElementComparator().isEqualTo(kept.changed());
			assertThat(taken.superseded()).isEqualTo(kept.superseded());
			assertThat(taken.applied()).isEqualTo(kept.applied());
			assertThat(taken.duplicates()).isEqualTo(kept.duplicates());
		}
	}

	private PartitionSessions.Outcome fold(Map<String, VisitorChange> changes, PartitionSessions state) {
		PartitionBatch batch = batch(changes);
		PartitionSessions.Outcome outcome = state.fold(batch, (visitor) -> VisitorChange.NOT_FORGOTTEN);
		outcome.changed().forEach((changed) -> this.log.put(changed.sessionId(), changed.session()));
		outcome.superseded().forEach(this.log::remove);
		state.commit(outcome, batch.watermark());
		return outcome;
	}

	/** Two visitors' interactions, some of them delivered twice. */
	private static List<Map<String, VisitorChange>> batches(List<Integer> times, Random random) {
		List<Map<String, VisitorChange>> batches = new ArrayList<>();
		Map<String, VisitorChange> batch = new TreeMap<>();
		for (int time : times) {
			String visitor = "v-" + time % 2;
			Touch touch = new Touch("item-" + time % 7, InteractionType.VIEW_ITEM, time, 1, time);
			batch.merge(visitor, new VisitorChange(List.of(touch), VisitorChange.NOT_FORGOTTEN), VisitorChange::and);
			if (random.nextInt(4) == 0) {
				batches.add(batch);
				batch = random.nextBoolean() ? new TreeMap<>() : new TreeMap<>(batch);
			}
		}
		batches.add(batch);
		return batches;
	}

	private static PartitionBatch batch(Map<String, VisitorChange> changes) {
		return new PartitionBatch(new TopicPartition("beckon.interactions", 0), 0, 1, Watermark.NONE,
				new Watermark(1_000), changes, List.of(), List.of(), List.of(), 0, 0);
	}

}
