package dev.beckon.replay;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of each row's visitor from the rows before it. */
final class Visits {

	/** How long after a click its visitor should be known. */
	private static final long SETTLED_NANOS = 1_000_000_000L;

	private final BitSet known = new BitSet();

	private final BitSet quiet = new BitSet();

	Visits(List<Row> rows, Schedule schedule) {
		Map<String, Long> firstSent = new HashMap<>();
		Map<String, Long> lastSent = new HashMap<>();
		for (int i = 0; i < rows.size(); i++) {
			String visitorId = rows.get(i).visitorId();
			long sent = schedule.sendNanos(i);
			Long first = firstSent.putIfAbsent(visitorId, sent);
			Long last = lastSent.put(visitorId, sent);
			this.known.set(i, first != null && sent - first >= SETTLED_NANOS);
			this.quiet.set(i, last == null || sent - last >= SETTLED_NANOS);
		}
	}

	/** Whether the visitor clicked before, a second ago or more. */
	boolean isKnown(int index) {
		return this.known.get(index);
	}

	/** Whether the visitor did nothing for a second before this row. */
	boolean isQuietBefore(int index) {
		return this.quiet.get(index);
	}

}
