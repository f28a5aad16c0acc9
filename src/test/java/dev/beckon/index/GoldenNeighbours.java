package dev.beckon.index;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * session-rec's VSKNN with the parameters of its golden lists: the 500 most similar of
 * the sessions that share an item with the visit. An item of the visit weighs by the
 * square of its place, and a shared one makes a session similar by that weight. A
 * neighbour's items count by its similarity, by one over the steps back to the newest
 * shared item, and five-fold by their rarity (Ludewig and Jannach, "Evaluation of
 * session-based recommendation algorithms", UMUAI 2018).
 */
final class GoldenNeighbours {

	private static final int NEIGHBOURS = 500;

	private static final int RARITY_WEIGHT = 5;

	private final Map<Long, Set<Integer>> itemsOf = new HashMap<>();

	private final Map<Integer, Integer> clicks = new HashMap<>();

	private final Map<Integer, PythonSet> sessionsOf;

	/**
	 * VSKNN on sessions.
	 * @param sessions by id, as the index holds them
	 * @param sessionsOf the ids of the sessions with an item, as session-rec holds them
	 */
	GoldenNeighbours(Map<Long, int[]> sessions, Map<Integer, PythonSet> sessionsOf) {
		this.sessionsOf = sessionsOf;
		sessions.forEach((id, session) -> {
			Set<Integer> items = this.itemsOf.computeIfAbsent(id, (_) -> new HashSet<>());
			for (int i = PastSession.FIRST; i < session.length; i++) {
				items.add(PastSession.item(session[i]));
				this.clicks.merge(PastSession.item(session[i]), 1, Integer::sum);
			}
		});
	}

	/** The scores of all candidates, from the best on. */
	List<Double> scores(List<Integer> visit) {
		Map<Integer, Double> scores = new HashMap<>();
		neighbours(visit).forEach((neighbour) -> {
			Set<Integer> items = items(neighbour.session());
			double amount = (double) neighbour.similarity() / stepsBack(visit, items);
			items.forEach((item) -> scores.merge(item, amount * (1 + RARITY_WEIGHT * rarity(item)), Double::sum));
		});
		return scores.values().stream().sorted(Comparator.reverseOrder()).toList();
	}

	private List<Neighbour> neighbours(List<Integer> visit) {
		Map<Integer, Integer> weights = new HashMap<>();
		PythonSet sharing = new PythonSet();
		for (int i = 0; i < visit.size(); i++) {
			weights.put(visit.get(i), (i + 1) * (i + 1));
			sharing = PythonSet.union(sharing, this.sessionsOf.getOrDefault(visit.get(i), new PythonSet()));
		}
		return sharing.stream()
			.mapToObj((session) -> new Neighbour(session, similarity(weights, items(session))))
			.sorted(Comparator.comparingInt(Neighbour::similarity).reversed())
			.limit(NEIGHBOURS)
			.toList();
	}

	/** Up to a factor that is the same for all sessions. */
	private static int similarity(Map<Integer, Integer> weights, Set<Integer> items) {
		return weights.entrySet()
			.stream()
			.filter((weighed) -> items.contains(weighed.getKey()))
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

	/** Steps from the end of the visit to the newest item that is shared, from 1. */
	private static int stepsBack(List<Integer> visit, Set<Integer> items) {
		int steps = 1;
		while (!items.contains(visit.get(visit.size() - steps))) {
			steps++;
		}
		return steps;
	}

	private double rarity(int item) {
		return Math.log(this.itemsOf.size() / (double) this.clicks.getOrDefault(item, 1));
	}

	private Set<Integer> items(long session) {
		return this.itemsOf.getOrDefault(session, Set.of());
	}

	private record Neighbour(long session, int similarity) {
	}

}
