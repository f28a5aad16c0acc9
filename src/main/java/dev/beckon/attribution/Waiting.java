package dev.beckon.attribution;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Responses to answers that are not known yet: the two are read from two topics, in no
 * order. Bounded: beyond it the answers that were first waited for are given up. One
 * thread.
 */
final class Waiting {

	private final int max;

	private final Map<Long, List<Response>> byAnswer = new LinkedHashMap<>();

	private int size;

	Waiting(int max) {
		this.max = max;
	}

	void add(Response response) {
		this.byAnswer.computeIfAbsent(response.answer(), (_) -> new ArrayList<>(1)).add(response);
		this.size++;
		Iterator<List<Response>> oldest = this.byAnswer.values().iterator();
		while (this.size > this.max) {
			this.size -= oldest.next().size();
			oldest.remove();
		}
	}

	/** What waited for an answer, which it now no longer does. */
	List<Response> take(long answer) {
		List<Response> waited = this.byAnswer.remove(answer);
		this.size -= (waited != null) ? waited.size() : 0;
		return (waited != null) ? waited : List.of();
	}

	void keep(LongPredicate answers) {
		this.byAnswer.keySet().removeIf((answer) -> !answers.test(answer));
		this.size = this.byAnswer.values().stream().mapToInt(List::size).sum();
	}

	int size() {
		return this.size;
	}

}
