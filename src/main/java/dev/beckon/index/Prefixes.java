package dev.beckon.index;

import java.util.List;
import java.util.Random;

import dev.beckon.event.Touch;
import dev.beckon.session.Session;

/** Every beginning of every session, each asking for the touch right after it. */
final class Prefixes {

	/** Is asked one prefix. */
	@FunctionalInterface
	interface Question {

		/**
		 * One prefix.
		 * @param touches the whole session, oldest first
		 * @param count how many of them are known; the next is asked for
		 */
		void ask(List<Touch> touches, int count);

	}

	private Prefixes() {
	}

	static void all(List<Session> sessions, Question question) {
		for (Session session : sessions) {
			for (int count = 1; count < session.touches().size(); count++) {
				question.ask(session.touches(), count);
			}
		}
	}

	/** About {@code most} prefixes, the same in every run. */
	static void sampled(List<Session> sessions, int most, Question question) {
		long prefixes = sessions.stream().mapToLong((session) -> session.touches().size() - 1).sum();
		double share = most / (double) Math.max(1, prefixes);
		Random random = new Random(most);
		all(sessions, (touches, count) -> {
			if (random.nextDouble() < share) {
				question.ask(touches, count);
			}
		});
	}

}
