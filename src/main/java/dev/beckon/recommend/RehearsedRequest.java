package dev.beckon.recommend;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.beckon.event.EventJson;
import dev.beckon.event.Interaction;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * A request of a rehearsal, such as a shop would send.
 *
 * @param pathAndQuery where it goes
 * @param body the JSON of a POST; null for a GET
 */
record RehearsedRequest(String pathAndQuery, @Nullable String body) {

	private static final String EVENTS = "/v1/events";

	/** After so many questions come some visitors' clicks. */
	private static final int EVERY = 25;

	/**
	 * Requests as they come: of known visitors and new ones, with and without an item;
	 * now and then one click, and many together.
	 * @param known visits of visitors who were here; where there are none yet, some are
	 * made up
	 */
	static List<RehearsedRequest> of(List<Session> known) {
		List<Session> sessions = known.isEmpty() ? madeUp() : known;
		List<RehearsedRequest> requests = new ArrayList<>(List.of(question("placement=home&visitorId=nobody"),
				question("placement=product&visitorId=nobody&itemId=none")));
		for (int from = 0; from < sessions.size(); from += EVERY) {
			List<Session> some = sessions.subList(from, Math.min(sessions.size(), from + EVERY));
			some.forEach((session) -> requests.addAll(questions(session)));
			requests.add(new RehearsedRequest(EVENTS, click(some.getFirst())));
			requests.add(new RehearsedRequest(EVENTS,
					some.stream().map(RehearsedRequest::click).collect(Collectors.joining(",", "[", "]"))));
		}
		return requests;
	}

	private static List<Session> madeUp() {
		long now = System.currentTimeMillis();
		return IntStream.range(0, EVERY)
			.mapToObj((i) -> new Session("nobody-" + i, now,
					List.of(new Touch("none-" + i, InteractionType.VIEW_ITEM, now, 1, i))))
			.toList();
	}

	private static List<RehearsedRequest> questions(Session session) {
		String visitor = "visitorId=" + encoded(session.visitorId());
		String item = "&itemId=" + encoded(session.touches().getLast().itemId());
		return List.of(question("placement=home&" + visitor), question("placement=product&" + visitor + item));
	}

	private static RehearsedRequest question(String query) {
		return new RehearsedRequest("/v1/recommendations?" + query, null);
	}

	private static String click(Session session) {
		Touch touch = session.touches().getLast();
		return new String(
				EventJson.write(new Interaction(UUID.randomUUID().toString(), touch.type(), session.visitorId(),
						touch.itemId(), System.currentTimeMillis(), touch.quantity(), null, null, null, null)),
				StandardCharsets.UTF_8);
	}

	private static String encoded(String id) {
		return URLEncoder.encode(id, StandardCharsets.UTF_8);
	}

}
