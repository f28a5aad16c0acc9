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
 * Every question is asked as it will be when serving: of an index that ends before it.
 * The blend's decays are chosen on the last tenth of the sessions by time, with the index
 * of those before. The trees are trained on the last three tenths, one part after the
 * other, each asked of the index of all before it and then added to that index. The very
 * last 3 % are kept from both: they say how many trees are worth having, and give the
 * figures the version is labelled with.
 */
public final class Tuner {

	/** Shares of the log, from its end: chosen on, trained on, checked with. */
	private static final double SEARCHED = 0.1;

	private static final double TRAINED = 0.3;

	private static final double CHECKED = 0.03;

	/** Parts of what is trained on, about as long as a model version serves. */
	private static final int PARTS = 4;

	/**
	 * Prefixes the decays are chosen on: the standard error of HR is then about 0.01.
	 */
	private static final int SEARCH_PREFIXES = 2500;

	private static final int TRAINING_PREFIXES = 120_000;

	private static final int CHECK_PREFIXES = 10_000;

	/** Wrong candidates a question is trained with, picked at random. */
	private static final int WRONG_CANDIDATES = 20;

	private static final int TREES = 200;

	private static final int TREES_STEP = 50;

	/** Below this many training prefixes trees learn the sample by heart. */
	private static final int FEWEST_FOR_TREES = 1000;

	private final IndexBounds bounds;

	private final Consumer<String> progress;

	private final Scratch scratch = new Scratch();

	private final Random random = new Random(Hashing.hash64("rows"));

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
		int checked = from(sessions, CHECKED);
		List<Session> check = sessions.subList(checked, sessions.size());
		List<Session> searched = sessions.subList(from(sessions, SEARCHED), checked);
		this.progress.accept(sessions.size() + " sessions, " + check.size() + " of them to check with");
		SessionIndex index = indexOf(sessions.subList(0, from(sessions, SEARCHED)));
		Blend blend = new BlendSearch(index, searched, SEARCH_PREFIXES, this.progress).search();
		index = indexOf(sessions.subList(0, from(sessions, TRAINED)));
		Trees trees = train(index, sessions.subList(from(sessions, TRAINED), checked), blend);
		return best(name, index, check, blend, trees);
	}

	/** Where the last share of the sessions begins. */
	private static int from(List<Session> sessions, double share) {
		return (int) (sessions.size() * (1 - share));
	}

	private SessionIndex indexOf(List<Session> sessions) {
		SessionIndex index = new SessionIndex(this.bounds);
		sessions.forEach((session) -> index.on(session, null));
		return index;
	}

	/** Trains on sessions that are in the index in the end. */
	private Trees train(SessionIndex index, List<Session> sessions, Blend blend) {
		TrainingRows rows = new TrainingRows();
		Ranker chooser = new Ranker(blend, Reach.DEFAULT, Trees.NONE);
		for (int part = 0; part < PARTS; part++) {
			List<Session> asked = sessions.subList(sessions.size() * part / PARTS,
					sessions.size() * (part + 1) / PARTS);
			addRows(index, asked, chooser, rows);
			asked.forEach((session) -> index.on(session, null));
		}
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

	private void addRows(SessionIndex index, List<Session> sessions, Ranker chooser, TrainingRows rows) {
		Prefixes.sampled(sessions, TRAINING_PREFIXES / PARTS, (touches, count) -> {
			this.scratch.visit.takeFirst(touches, count, index.itemIds());
			int target = index.itemIds().find(touches.get(count).itemId());
			if (this.scratch.visit.size() > 0 && target != ItemIds.UNKNOWN) {
				chooser.choose(index, this.scratch, Reach.DEFAULT.candidates(), (item) -> true);
				addRows(index, rows, target);
			}
			this.scratch.clear();
		});
	}

	private void addRows(SessionIndex index, TrainingRows rows, int target) {
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
			if (rank == right || this.random.nextInt(chosen.size()) < WRONG_CANDIDATES) {
				rows.add(this.scratch.features, rank, rank == right);
			}
		}
		rows.end();
	}

	/** The number of trees that does best on sessions nothing was chosen on. */
	private ModelVersion best(String name, SessionIndex index, List<Session> check, Blend blend, Trees trees) {
		Figures untuned = check(index, check, ModelVersion.DEFAULT.ranker());
		this.progress.accept("untuned " + untuned);
		Trees best = Trees.NONE;
		Figures figures = check(index, check, new Ranker(blend, Reach.DEFAULT, best));
		this.progress.accept("blend alone " + figures);
		for (int count = TREES_STEP; count <= trees.size(); count += TREES_STEP) {
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
