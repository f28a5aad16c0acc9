package dev.beckon.session;

import java.util.ArrayList;
import java.util.List;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.event.VisitorChange;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class PackedSessionsTests {

	private static final SessionRules RULES = new SessionRules(30, 4);

	@Property
	void isTheSameAfterBeingPacked(@ForAll @Size(max = 20) List<@IntRange(max = 1_000) Integer> times) {
		VisitorSessions sessions = sessions(times);

		assertThat(PackedSessions.of(sessions, packed(sessions)).unpacked()).isEqualTo(sessions);
	}

	@Property
	void isTheSamePutTogetherOneByOneInAnyOrder(
			@ForAll @Size(min = 1, max = 20) List<@IntRange(max = 1_000) Integer> times,
			@ForAll java.util.Random random) {
		VisitorSessions sessions = sessions(times);
		List<byte[]> some = new ArrayList<>(packed(sessions));
		java.util.Collections.shuffle(some, random);

		PackedSessions together = some.stream().map(PackedSessions::of).reduce(PackedSessions::and).orElseThrow();

		assertThat(together.unpacked()).isEqualTo(sessions);
		assertThat(together.oldestEndMillis()).isEqualTo(sessions.sessions().getFirst().endMillis());
	}

	@Property
	void letsGoOfTheSameSessionsAsUnpacked(@ForAll @Size(max = 20) List<@IntRange(max = 1_000) Integer> times,
			@ForAll @IntRange(max = 1_100) int horizon) {
		VisitorSessions sessions = sessions(times);

		PackedSessions left = PackedSessions.of(sessions, packed(sessions)).since(horizon);

		assertThat(left.unpacked()).isEqualTo(sessions.since(horizon));
		assertThat(left.since(horizon)).isSameAs(left);
	}

	private static VisitorSessions sessions(List<Integer> times) {
		List<Touch> touches = times.stream()
			.map((time) -> new Touch("item-" + time % 7, InteractionType.VIEW_ITEM, time, 1, time))
			.toList();
		return new VisitorSessions(List.of(), VisitorChange.NOT_FORGOTTEN).apply("v", touches, RULES);
	}

	private static List<byte[]> packed(VisitorSessions sessions) {
		return sessions.sessions().stream().map(SessionCodec::encode).toList();
	}

}
