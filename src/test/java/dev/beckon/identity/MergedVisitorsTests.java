package dev.beckon.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.beckon.event.Hashing;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MergedVisitorsTests {

	private final MergedVisitors visitors = new MergedVisitors(100);

	@Test
	void whoWasNeverMergedStandsAlone() {
		assertThat(this.visitors.of("a")).containsExactly("a");
		this.visitors.put(new MergeLink("b", "u"));
		assertThat(this.visitors.of("a")).containsExactly("a");
	}

	@Test
	void everyVisitorOfAPersonLeadsToAllOfThem() {
		this.visitors.put(new MergeLink("phone", "u"));
		this.visitors.put(new MergeLink("laptop", "u"));
		this.visitors.put(new MergeLink("u", "account"));

		for (String one : List.of("phone", "laptop", "u", "account")) {
			assertThat(this.visitors.of(one)).startsWith("account")
				.containsExactlyInAnyOrder("account", "u", "phone", "laptop");
		}
	}

	@Test
	void aCircleIsOnePersonForWhomTheSmallestIdStands() {
		this.visitors.put(new MergeLink("b", "c"));
		this.visitors.put(new MergeLink("c", "a"));
		this.visitors.put(new MergeLink("a", "b"));
		this.visitors.put(new MergeLink("x", "c"));

		assertThat(List.of("a", "b", "c", "x")).allSatisfy((one) -> assertThat(this.visitors.of(one)).startsWith("a")
			.containsExactlyInAnyOrder("a", "b", "c", "x"));
	}

	@Test
	void aLinkTakenOutLeavesEachToThemselves() {
		this.visitors.put(new MergeLink("a", "u"));
		this.visitors.put(new MergeLink("b", "u"));
		this.visitors.remove(Hashing.hash64("a"));

		assertThat(this.visitors.of("a")).containsExactly("a");
		assertThat(this.visitors.of("u")).containsExactly("u", "b");
	}

	@Test
	void beyondTheBoundTheLongestMergedIsLetGo() {
		MergedVisitors few = new MergedVisitors(2);
		few.put(new MergeLink("a", "u"));
		few.put(new MergeLink("b", "u"));
		few.put(new MergeLink("a", "u"));
		few.put(new MergeLink("c", "u"));

		assertThat(few.of("u")).containsExactlyInAnyOrder("u", "a", "c");
		assertThat(few.size()).isEqualTo(2);
	}

	/** Of each visitor the last link counts, as in a compacted topic. */
	@Property
	void theOrderOfDifferentVisitorsAndRepeatsDoNotMatter(
			@ForAll @Size(max = 30) List<@IntRange(max = 143) Integer> pairs, @ForAll long seed) {
		Map<Integer, Integer> last = new LinkedHashMap<>();
		pairs.stream().filter((pair) -> pair / 12 != pair % 12).forEach((pair) -> last.put(pair / 12, pair));
		List<Integer> log = new ArrayList<>(last.values());
		MergedVisitors inOrder = merged(log);
		log.addAll(List.copyOf(log));
		Collections.shuffle(log, new Random(seed));
		MergedVisitors shuffled = merged(log);

		for (int visitor = 0; visitor < 12; visitor++) {
			List<String> person = inOrder.of("v" + visitor);
			assertThat(shuffled.of("v" + visitor)).startsWith(person.getFirst())
				.containsExactlyInAnyOrderElementsOf(person);
			for (String other : person) {
				assertThat(new HashSet<>(inOrder.of(other))).isEqualTo(new HashSet<>(person));
			}
		}
	}

	private static MergedVisitors merged(List<Integer> log) {
		MergedVisitors merged = new MergedVisitors(100);
		log.forEach((pair) -> merged.put(new MergeLink("v" + pair / 12, "v" + pair % 12)));
		return merged;
	}

}
