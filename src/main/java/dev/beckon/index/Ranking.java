package dev.beckon.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;

/**
 * Ranks candidates for what a visitor touched lately, by what past sessions that touched
 * the same went on to touch.
 *
 * <p>
 * Thread safety: any number of threads; none ever waits.
 */
public final class Ranking {

	/** The longest answer. */
	private static final int MOST = 1000;

	private static final int ATTEMPTS = 2;

	private final SessionIndex index;

	private final Scorer scorer;

	private final String model;

	private final Scratches scratches = new Scratches(2 * Runtime.getRuntime().availableProcessors());

	Ranking(SessionIndex index, Scorer scorer, String model) {
		this.index = index;
		this.scorer = scorer;
		this.model = model;
	}

	/**
	 * The best candidates, best first; empty when the index knows nothing of the touches.
	 * @param touches oldest first; may span several visits
	 * @param limit how many at most
	 * @param mayShow which items may be recommended; asked for the better candidates only
	 */
	public List<Candidate> rank(List<Touch> touches, int limit, Predicate<String> mayShow) {
		return answer((visit) -> visit.take(touches, this.index.itemIds()), limit, mayShow, this::candidate);
	}

	/** The same as {@link #rank}, with what spoke for each item. For operators. */
	public List<Explanation> explain(List<Touch> touches, int limit, Predicate<String> mayShow) {
		return answer((visit) -> visit.take(touches, this.index.itemIds()), limit, mayShow, this::explanation);
	}

	/**
	 * Items close to one item, best first, without itself.
	 * @param limit how many at most
	 * @param mayShow which items may be recommended; asked for the better candidates only
	 */
	public List<Candidate> similar(String itemId, int limit, Predicate<String> mayShow) {
		return similar(itemId, limit, mayShow, this::candidate);
	}

	/** The same as {@link #similar}, with what spoke for each item. For operators. */
	public List<Explanation> explainSimilar(String itemId, int limit, Predicate<String> mayShow) {
		return similar(itemId, limit, mayShow, this::explanation);
	}

	private <T> List<T> similar(String itemId, int limit, Predicate<String> mayShow, Naming<T> naming) {
		return answer((visit) -> visit.touch(this.index.itemIds().find(itemId), InteractionType.VIEW_ITEM), limit,
				(item) -> !item.equals(itemId) && mayShow.test(item), naming);
	}

	/** How many of the past sessions held touched an item. */
	public int sessions(String itemId) {
		int item = this.index.itemIds().find(itemId);
		return (item != ItemIds.UNKNOWN) ? Postings.sessions(this.index.postings(item)) : 0;
	}

	/** The name of the model version. */
	public String model() {
		return this.model;
	}

	/**
	 * Asks again in the rare case that so many item numbers were reused meanwhile that
	 * one may have changed its meaning under the query; a third time would mean that
	 * queries take longer than catalogues, and nothing is a sensible answer then.
	 */
	private <T> List<T> answer(Consumer<Visit> visit, int limit, Predicate<String> mayShow, Naming<T> naming) {
		ItemIds ids = this.index.itemIds();
		Scratch scratch = this.scratches.take();
		try {
			for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
				long before = ids.reused();
				visit.accept(scratch.visit);
				List<T> answer = answer(scratch, limit, mayShow, naming);
				if (ids.reused() - before < ItemIds.RESTING) {
					return answer;
				}
				scratch.clear();
			}
			return List.of();
		}
		finally {
			this.scratches.giveBack(scratch);
		}
	}

	private <T> List<T> answer(Scratch scratch, int limit, Predicate<String> mayShow, Naming<T> naming) {
		if (scratch.visit.size() == 0 || limit < 1) {
			return List.of();
		}
		ItemIds ids = this.index.itemIds();
		this.scorer.score(this.index, scratch, Math.min(limit, MOST), (item) -> mayShow.test(ids.name(item)));
		List<T> named = new ArrayList<>(scratch.answer.size());
		for (int i = 0; i < scratch.answer.size(); i++) {
			named.add(naming.name(scratch, i));
		}
		return named;
	}

	private Candidate candidate(Scratch scratch, int i) {
		ItemIds ids = this.index.itemIds();
		Answer answer = scratch.answer;
		return new Candidate(ids.name(answer.item(i)), answer.score(i), ids.name(answer.because(i)));
	}

	private Explanation explanation(Scratch scratch, int i) {
		int candidate = scratch.candidates.find(scratch.answer.item(i));
		return new Explanation(candidate(scratch, i), this.scorer.parts(scratch, candidate),
				scratch.evidence.named(candidate));
	}

	/** Turns the i-th of the answer from numbers into names. */
	@FunctionalInterface
	private interface Naming<T> {

		T name(Scratch scratch, int i);

	}

}
