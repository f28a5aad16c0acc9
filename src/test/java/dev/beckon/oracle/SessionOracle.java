package dev.beckon.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.beckon.event.Touch;
import dev.beckon.session.Session;
import dev.beckon.session.SessionCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions {@code beckon.sessions} should hold in the end: each visitor's
 * interactions once, in order, cut where nothing happened for half an hour.
 */
public final class SessionOracle {

	private static final long IDLE_MILLIS = 1_800_000;

	private static final int MOST_TOUCHES = 200;

	private SessionOracle() {
	}

	/** The sessions of a visitor to whom all this was delivered. */
	public static List<Session> expected(String visitor, Collection<Touch> delivered) {
		Map<Long, Touch> earliest = new HashMap<>();
		delivered.forEach((touch) -> earliest.merge(touch.eventHash(), touch,
				(a, b) -> (a.timeMillis() <= b.timeMillis()) ? a : b));
		List<Session> sessions = new ArrayList<>();
		List<Touch> visit = new ArrayList<>();
		for (Touch touch : earliest.values().stream().sorted().toList()) {
			if (!visit.isEmpty() && touch.timeMillis() - visit.getLast().timeMillis() > IDLE_MILLIS) {
				sessions.add(session(visitor, visit));
				visit.clear();
			}
			visit.add(touch);
		}
		sessions.add(session(visitor, visit));
		return sessions;
	}

	private static Session session(String visitor, List<Touch> visit) {
		return new Session(visitor, visit.getFirst().timeMillis(),
				visit.subList(Math.max(0, visit.size() - MOST_TOUCHES), visit.size()));
	}

	/** Compares every session of the log with every session that is stored. */
	public static Difference compare(LogOracle log, String bootstrapServers) {
		Map<String, Session> stored = new HashMap<>();
		WholeTopic.read(bootstrapServers, "beckon.sessions", (appended) -> put(stored, appended));
		Set<Session> expected = new HashSet<>();
		log.partitions()
			.forEach((partition) -> partition
				.forEach((visitor, touches) -> expected.addAll(expected(visitor, touches))));
		return Difference.between(expected, stored.values());
	}

	private static void put(Map<String, Session> stored, ConsumerRecord<String, byte[]> appended) {
		byte @Nullable [] value = appended.value();
		if (value == null) {
			stored.remove(appended.key());
		}
		else {
			stored.put(appended.key(), SessionCodec.decode(value));
		}
	}

}
