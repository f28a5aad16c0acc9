package dev.beckon.session;

import java.util.ArrayList;
import java.util.List;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;

/** Sessions in which items are viewed, one a millisecond. */
final class ViewedSessions {

	private ViewedSessions() {
	}

	static Session session(String visitor, long start, String... items) {
		List<Touch> touches = new ArrayList<>();
		for (String item : items) {
			touches.add(new Touch(item, InteractionType.VIEW_ITEM, start + touches.size(), 1, touches.size()));
		}
		return new Session(visitor, start, touches);
	}

}
