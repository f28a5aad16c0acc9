package dev.beckon.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.beckon.event.Touch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The index and VMIS-kNN on it against the definition, computed from a plain map of
 * sessions, after any mix of new, growing, changed, removed and forgotten sessions.
 */
class IndexReferenceTests {

	private static final int MOST_SESSIONS = 12;

	private static final int M = 6;

	private static final int K = 4;

	/** A session as it stands after the change; no items: it is removed. */
	record Change(int key, List<Integer> items) {
	}

	@Property(tries = 3000)
	void holdsAndRanksAsDefined(@ForAll("changes") List<Change> changes, @ForAll("visits") List<Integer> visit) {
		SessionIndex index = new SessionIndex(new IndexBounds(MOST_SESSIONS, 1000, 1 << 20, 50, 64, 50));
		Map<Integer, List<Integer>> reference = new LinkedHashMap<>();
		for (Change change : changes) {
			apply(change, index, reference);
		}

		assertThat(index.sessions()).isEqualTo(reference.size());
		assertThat(index.items()).isEqualTo((int) reference.values().stream().flatMap(List::stream).distinct().count());
		Map<String, Double> expected = expected(reference, visit);
		List<Candidate> answer = new Ranking(index, new Vmis(M, K, 100), "vmis").rank(touches(visit), 1000,
				(item) -> true);
		Map<String, Double> scores = new HashMap<>();
		answer.forEach((candidate) -> scores.put(candidate.itemId(), (double) candidate.score()));
		assertThat(scores.keySet()).isEqualTo(expected.keySet());
		expected.forEach((item, score) -> assertThat(scores.get(item)).isCloseTo(score, within(1e-4)));
	}

	private static void apply(Change change, SessionIndex index, Map<Integer, List<Integer>> reference) {
		if (change.items().isEmpty()) {
			index.remove(change.key());
			reference.remove(change.key());
			return;
		}
		List<Touch> touches = touches(change.items());
		index.readAhead().note(change.key(), touches);
		index.readAhead().readAll();
		index.put(change.key(), 0, touches);
		reference.put(change.key(), change.items());
		if (reference.size() > MOST_SESSIONS) {
			reference.remove(reference.keySet().iterator().next());
		}
	}

	private static List<Touch> touches(List<Integer> items) {
		return Visits.views("someone", 0, items.stream().map(String::valueOf).toList());
	}

	/** VMIS-kNN by its definition; sessions are in order of first arrival. */
	private static Map<String, Double> expected(Map<Integer, List<Integer>> sessions, List<Integer> visit) {
		List<List<Integer>> newestFirst = new ArrayList<>(sessions.values()).reversed();
		Map<Integer, Integer> places = new LinkedHashMap<>();
		for (int place = 0; place < visit.size(); place++) {
			places.putIfAbsent(visit.get(visit.size() - 1 - place), place);
		}
		TreeMap<Integer, Double> similar = new TreeMap<>();
		for (int s = 0; s < newestFirst.size() && similar.size() < M; s++) {
			double similarity = 0;
			for (int item : new HashSet<>(newestFirst.get(s))) {
				Integer place = places.get(item);
				similarity += (place != null) ? (visit.size() - place) / (double) visit.size() : 0;
			}
			if (similarity > 0) {
				similar.put(s, similarity);
			}
		}
		Map<String, Double> scores = new HashMap<>();
		similar.entrySet()
			.stream()
			.sorted(Comparator.comparingDouble((entry) -> -round(entry.getValue())))
			.limit(K)
			.forEach((entry) -> score(newestFirst.get(entry.getKey()), entry.getValue(), places, newestFirst, scores));
		return scores;
	}

	private static double round(double similarity) {
		return Math.round(similarity * 1e5);
	}

	private static void score(List<Integer> neighbour, double similarity, Map<Integer, Integer> places,
			List<List<Integer>> all, Map<String, Double> scores) {
		Set<Integer> items = new HashSet<>(neighbour);
		int place = places.entrySet()
			.stream()
			.filter((entry) -> items.contains(entry.getKey()))
			.findFirst()
			.orElseThrow()
			.getValue();
		double weight = 1 - 0.1 * (place + 1);
		if (weight < 1e-6) {
			return;
		}
		for (int item : items) {
			long with = all.stream().filter((session) -> session.contains(item)).count();
			double rarity = Math.log(Math.max(2.0, all.size()) / with);
			scores.merge(String.valueOf(item), weight * similarity * rarity, Double::sum);
		}
	}

	@Provide
	Arbitrary<List<Change>> changes() {
		Arbitrary<List<Integer>> items = Arbitraries.integers().between(0, 15).list().ofMinSize(0).ofMaxSize(6);
		Arbitrary<Integer> keys = Arbitraries.integers().between(1, 30);
		return Combinators.combine(keys, items).as(Change::new).list().ofMaxSize(60);
	}

	@Provide
	Arbitrary<List<Integer>> visits() {
		return Arbitraries.integers().between(0, 15).list().ofMinSize(1).ofMaxSize(8);
	}

}
