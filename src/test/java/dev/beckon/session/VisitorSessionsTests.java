package dev.beckon.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VisitorSessionsTests {

	private static final SessionRules RULES = new SessionRules(30, 4);

	@Property
	void anyOrderAndAnyNumberOfDeliveriesComeToTheSameSessions(@ForAll("touches") List<Touch> touches,
			@ForAll Random random) {
		List<Touch> delivered = new ArrayList<>(touches);
		delivered.addAll(touches.subList(0, touches.size() / 2));
		java.util.Collections.shuffle(delivered, random);

		VisitorSessions folded = VisitorSessions.NONE;
		for (int from = 0; from < delivered.size();) {
			int to = Math.min(delivered.size(), from + 1 + random.nextInt(5));
			folded = folded.apply("v", delivered.subList(from, to), RULES);
			from = to;
		}

		assertThat(folded.sessions()).isEqualTo(sessionsOf(touches));
	}

	@Property
	void forgettingCommutesWithWhatItForgets(@ForAll("touches") List<Touch> touches, @ForAll Random random) {
		long through = random.nextInt(400);
		VisitorSessions first = VisitorSessions.NONE.forget("v", through, RULES).apply("v", touches, RULES);

		VisitorSessions last = VisitorSessions.NONE;
		for (Touch touch : touches) {
			last = last.apply("v", List.of(touch), new SessionRules(30, 1_000));
		}

		assertThat(first.sessions())
			.isEqualTo(sessionsOf(touches.stream().filter((touch) -> touch.timeMillis() > through).toList()));
		assertThat(last.forget("v", through, RULES)).isEqualTo(first);
	}

	@Test
	void aLateInteractionThatBridgesTwoSessionsMakesThemOneWithTheFirstOnesId() {
		VisitorSessions apart = VisitorSessions.NONE.apply("v", List.of(touch(0, 1), touch(50, 2)), RULES);
		VisitorSessions bridged = apart.apply("v", List.of(touch(25, 3)), RULES);

		assertThat(apart.sessions()).hasSize(2);
		assertThat(bridged.sessions()).singleElement()
			.satisfies((session) -> assertThat(session.sessionId()).isEqualTo(apart.sessions().getFirst().sessionId()));
	}

	@Test
	void aSessionThatNeverEndsKeepsItsStartAndItsNewestInteractions() {
		VisitorSessions folded = VisitorSessions.NONE;
		for (int i = 0; i < 1_000; i++) {
			folded = folded.apply("v", List.of(touch(i, i)), RULES);
		}

		Session session = folded.sessions().getFirst();
		assertThat(session.startMillis()).isZero();
		assertThat(session.touches()).extracting(Touch::timeMillis).containsExactly(996L, 997L, 998L, 999L);
	}

	@Test
	void aSessionThatNoInteractionCanReachAnyMoreIsLetGo() {
		VisitorSessions two = VisitorSessions.NONE.apply("v", List.of(touch(0, 1), touch(100, 2)), RULES);

		assertThat(two.since(1).sessions()).isEqualTo(two.sessions().subList(1, 2));
		assertThat(two.since(0)).isEqualTo(two);
	}

	@Provide
	Arbitrary<List<Touch>> touches() {
		return Combinators.combine(Arbitraries.longs().between(0, 400), Arbitraries.integers().between(0, 40))
			.as(VisitorSessionsTests::touch)
			.list()
			.uniqueElements(Touch::eventHash)
			.ofMaxSize(40);
	}

	/** The definition, without a fold: all touches at once, split at the gaps. */
	private static List<Session> sessionsOf(List<Touch> touches) {
		List<Session> sessions = new ArrayList<>();
		List<Touch> run = new ArrayList<>();
		for (Touch touch : new TreeSet<>(touches)) {
			if (!run.isEmpty() && touch.timeMillis() - run.getLast().timeMillis() > RULES.idleTimeoutMillis()) {
				sessions.add(session(run));
				run.clear();
			}
			run.add(touch);
		}
		if (!run.isEmpty()) {
			sessions.add(session(run));
		}
		return sessions;
	}

	private static Session session(List<Touch> run) {
		int kept = Math.min(run.size(), RULES.maxTouches());
		return new Session("v", run.getFirst().timeMillis(), run.subList(run.size() - kept, run.size()));
	}

	private static Touch touch(long timeMillis, int event) {
		return new Touch("item-" + event % 7, InteractionType.VIEW_ITEM, timeMillis, 1, event);
	}

}
