package dev.beckon.popularity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.beckon.event.Hashing;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.session.Session;

/** Sessions and settings for tests. */
final class Visits {

	static final PopularityProperties.Weights WEIGHTS = new PopularityProperties.Weights(1, 3, 2, 6);

	private Visits() {
	}

	static PopularityProperties properties(Duration halfLife, int depth) {
		return new PopularityProperties(halfLife, 1_000, depth, depth, Duration.ofMillis(10), Duration.ofSeconds(1),
				WEIGHTS);
	}

	/** Views of those items, one second apart. */
	static Session views(String visitorId, long startMillis, String... itemIds) {
		List<Touch> touches = new ArrayList<>();
		for (String itemId : itemIds) {
			touches.add(touch(itemId, InteractionType.VIEW_ITEM, startMillis + touches.size() * 1_000L));
		}
		return new Session(visitorId, startMillis, touches);
	}

	static Touch touch(String itemId, InteractionType type, long timeMillis) {
		return new Touch(itemId, type, timeMillis, 1, Hashing.hash64(itemId + type + timeMillis));
	}

}
