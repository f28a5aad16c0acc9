package dev.beckon.index;

import java.util.List;
import java.util.function.Consumer;

import dev.beckon.session.Session;

/**
 * Chooses a {@link Blend} by coordinate search: one value after the other is made smaller
 * or larger for as long as that helps, with finer steps in each round. The values hardly
 * interact, so this finds in some forty looks what a grid would need thousands for.
 */
final class BlendSearch {

	private static final float[] FACTORS = { 2, 1.4f };

	/** Less than this may be chance. */
	private static final double WORTH_WHILE = 0.0005;

	private final SessionIndex index;

	private final List<Session> sessions;

	private final int prefixes;

	private final Consumer<String> progress;

	private Blend best = Blend.DEFAULT;

	private double bestWorth;

	BlendSearch(SessionIndex index, List<Session> sessions, int prefixes, Consumer<String> progress) {
		this.index = index;
		this.sessions = sessions;
		this.prefixes = prefixes;
		this.progress = progress;
	}

	Blend search() {
		double before = worth(this.best);
		this.bestWorth = before;
		for (float factor : FACTORS) {
			for (int coordinate = 0; coordinate < Blend.COORDINATES; coordinate++) {
				if (!climb(coordinate, factor)) {
					climb(coordinate, 1 / factor);
				}
			}
			this.progress
				.accept(String.format("HR@20 + MRR@20 from %.4f to %.4f with %s", before, this.bestWorth, this.best));
		}
		return this.best;
	}

	/** Steps along one coordinate while it helps; whether it ever did. */
	private boolean climb(int coordinate, float factor) {
		boolean climbed = false;
		Blend tried = this.best.scaled(coordinate, factor);
		for (double worth = worth(tried); worth > this.bestWorth + WORTH_WHILE; worth = worth(tried)) {
			this.best = tried;
			this.bestWorth = worth;
			climbed = true;
			tried = this.best.scaled(coordinate, factor);
		}
		return climbed;
	}

	private double worth(Blend blend) {
		Evaluation evaluation = new Evaluation(this.index, new Ranker(blend, Reach.DEFAULT, Trees.NONE));
		Prefixes.sampled(this.sessions, this.prefixes, evaluation);
		return evaluation.figures().worth();
	}

}
