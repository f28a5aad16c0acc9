package dev.beckon.index;

import java.util.ArrayList;
import java.util.List;
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

	private final SessionIndex index;

	private final Vmis vmis;

	private final Scratches scratches = new Scratches(2 * Runtime.getRuntime().availableProcessors());

	Ranking(SessionIndex index, Vmis vmis) {
		this.index = index;
		this.vmis = vmis;
	}

	/**
	 * The best candidates, best first; empty when the index knows nothing of the touches.
	 * @param touches oldest first; may span several visits
	 * @param limit how many at most
	 * @param mayShow which items may be recommended
	 */
	public List<Candidate> rank(List<Touch> touches, int limit, Predicate<String> mayShow) {
		Scratch scratch = this.scratches.take();
		try {
			scratch.visit.take(touches, this.index.itemIds());
			this.vmis.score(this.index, scratch);
			return best(scratch, limit, mayShow);
		}
		finally {
			this.scratches.giveBack(scratch);
		}
	}

	/**
	 * Items of the sessions that touched {@code itemId}, best first, without itself.
	 * @param limit how many at most
	 * @param mayShow which items may be recommended
	 */
	public List<Candidate> similar(String itemId, int limit, Predicate<String> mayShow) {
		Scratch scratch = this.scratches.take();
		try {
			scratch.visit.touch(this.index.itemIds().find(itemId), InteractionType.VIEW_ITEM);
			this.vmis.score(this.index, scratch);
			return best(scratch, limit, (item) -> !item.equals(itemId) && mayShow.test(item));
		}
		finally {
			this.scratches.giveBack(scratch);
		}
	}

	/** The name of the model version. */
	public String model() {
		return "vmis-1";
	}

	private List<Candidate> best(Scratch scratch, int limit, Predicate<String> mayShow) {
		Tally candidates = scratch.candidates;
		ItemIds ids = this.index.itemIds();
		Best best = scratch.best;
		best.begin(Math.max(0, limit));
		for (int i = 0; i < candidates.size(); i++) {
			float score = candidates.sum(i);
			if (score > 0 && best.admits(score) && mayShow.test(ids.name(candidates.key(i)))) {
				best.offer(score, i);
			}
		}
		best.sort();
		List<Candidate> answer = new ArrayList<>(best.size());
		for (int i = 0; i < best.size(); i++) {
			int position = best.position(i);
			int because = scratch.visit.item(scratch.because(position));
			answer.add(new Candidate(ids.name(candidates.key(position)), candidates.sum(position), ids.name(because)));
		}
		return answer;
	}

}
