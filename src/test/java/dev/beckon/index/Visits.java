package dev.beckon.index;

import java.util.ArrayList;
import java.util.List;

import dev.beckon.event.Hashing;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.session.Session;

/** Touches and sessions for tests, one second apart. */
final class Visits {

	private Visits() {
	}

	/** Views of those items, the first at {@code startMillis}. */
	static List<Touch> views(String visitor, long startMillis, List<String> items) {
		List<Touch> touches = new ArrayList<>(items.size());
		for (int i = 0; i < items.size(); i++) {
			long time = startMillis + i * 1000L;
			touches.add(new Touch(items.get(i), InteractionType.VIEW_ITEM, time, 1,
					Hashing.hash64(visitor + '/' + startMillis + '/' + i)));
		}
		return touches;
	}

	static List<Touch> views(String... items) {
		return views("someone", 0, List.of(items));
	}

	static Session session(String visitor, long startMillis, String... items) {
		return new Session(visitor, startMillis, views(visitor, startMillis, List.of(items)));
	}

}
