package dev.beckon.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import dev.beckon.event.Hashing;
import dev.beckon.session.Session;

/**
 * Makes a model version from a log of past sessions, with nothing set by hand.
 *
 * <p>
 * The last tenth of the sessions is held out, by time. The rest is the index; of the held
 * out, the first four fifths are what the blend's decays are chosen on and the trees are
 * trained on, and the last fifth says how many trees are worth having and gives the
 * figures the version is labelled with. So every question is asked as it will be when
 * serving: of an index that ends before it.
 */
public final class Tuner {

	private static final double HELD_OUT = 0.1;

	private static final double CHECKED = 0.2;

	/**
	 * Prefixes the decays are chosen on: the standard error of HR is then about 0.01.
	 */
	private static final int SEARCH_PREFIXES = 2500;

	private static final int TRAINING_PREFIXES = 40_000;

	private static final int CHECK_PREFIXES = 10_000;

	/** Wrong candidates a question is trained with, picked at random. */
	private static final int WRONG_CANDIDATES = 45;

	private static final int TREES = 150;

	private static final int TREES_STEP = 25;

	/** Below this many training prefixes trees learn the sample by heart. */
	private static final int FEWEST_FOR_TREES = 1000;

	private final IndexBounds bounds;

	private final Consumer<String> progress;

	private final Scratch scratch = new Scratch();

	/**
	 * A tuner.
	 * @param bounds of the index that will serve
	 * @param progress is told, in a line each, what is going on
	 */
	public Tuner(IndexBounds bounds, Consumer<String> progress) {
		this.bounds = bounds;
		this.progress = progress;
	}

	/**
	 * Tunes on a log.
	 * @param name of the version to be
	 * @param log past sessions in any order
	 */
	public ModelVersion tune(String name, List<Session> log) {
		List<Session> sessions = new ArrayList<>(log);
		sessions.sort(Comparator.comparingLong(Session::endMillis));
		int heldOut = (int) (sessions.size() * (1 - HELD_OUT));
		int checked = (int) (sessions.size() * (1 - HELD_OUT * CHECKED));
		SessionIndex index = new SessionIndex(this.bounds);
		sessions.subList(0, heldOut).forEach((session) -> index.on(session, null));
		List<Session> training = sessions.subList(heldOut, checked);
		List<Session> check = sessions.subList(checked, sessions.size());
		this.progress.accept("index of " + index.sessions() + " sessions and " + index.items() + " items, "
				+ training.size() + " to train on and " + check.size() + " to check with");

		Figures untuned = check(index, check, ModelVersion.DEFAULT.ranker());
		this.progress.accept("untuned " + untuned);
		Blend blend = new BlendSearch(index, training, SEARCH_PREFIXES, this.progress).search();
		Trees trees = train(index, training, blend);
		return best(name, index, check, blend, trees, untuned);
	}

	private Trees train(SessionIndex index, List<Session> training, Blend blend) {
		TrainingRows rows = new TrainingRows();
		Ranker chooser = new Ranker(blend, Reach.DEFAULT, Trees.NONE);
		Random random = new Random(Hashing.hash64("rows"));
		Prefixes.sampled(training, TRAINING_PREFIXES, (touches, count) -> {
			this.scratch.visit.takeFirst(touches, count, index.itemIds());
			int target = index.itemIds().find(touches.get(count).itemId());
			if (this.scratch.visit.size() > 0 && target != ItemIds.UNKNOWN) {
				chooser.choose(index, this.scratch, Reach.DEFAULT.candidates(), (item) -> true);
				addRows(index, rows, target, random);
			}
			this.scratch.clear();
		});
		if (rows.questions() < FEWEST_FOR_TREES) {
			this.progress.accept("too few sessions for trees");
			return Trees.NONE;
		}
		this.progress.accept("training on " + rows.questions() + " prefixes, " + rows.rows() + " rows");
		return new TreeTrainer(rows).train(TREES, (trees) -> {
			if (trees % TREES_STEP == 0) {
				this.progress.accept(trees + " trees");
			}
		});
	}

	private void addRows(SessionIndex index, TrainingRows rows, int target, Random random) {
		Best chosen = this.scratch.best;
		int right = 0;
		while (right < chosen.size() && this.scratch.candidates.key(chosen.position(right)) != target) {
			right++;
		}
		if (right == chosen.size()) {
			return;
		}
		this.scratch.features.write(index, this.scratch);
		for (int rank = 0; rank < chosen.size(); rank++) {
			if (rank == right || random.nextInt(chosen.size()) < WRONG_CANDIDATES) {
				rows.add(this.scratch.features, rank, rank == right);
			}
		}
		rows.end();
	}

	/** The number of trees that does best on sessions nothing was chosen on. */
	private ModelVersion best(String name, SessionIndex index, List<Session> check, Blend blend, Trees trees,
			Figures untuned) {
		Trees best = Trees.NONE;
		Figures figures = check(index, check, new Ranker(blend, Reach.DEFAULT, best));
		this.progress.accept("blend alone " + figures);
		for (int count = TREES_STEP * 2; count <= trees.size(); count += TREES_STEP * 2) {
			Trees some = trees.first(count);
			Figures with = check(index, check, new Ranker(blend, Reach.DEFAULT, some));
			this.progress.accept(count + " trees " + with);
			if (with.worth() > figures.worth()) {
				best = some;
				figures = with;
			}
		}
		return new ModelVersion(name, Features.NAMES, blend, Reach.DEFAULT, best.trees(), figures, untuned);
	}

	private Figures check(SessionIndex index, List<Session> check, Ranker ranker) {
		Evaluation evaluation = new Evaluation(index, ranker);
		Prefixes.sampled(check, CHECK_PREFIXES, evaluation);
		return evaluation.figures();
	}

}
