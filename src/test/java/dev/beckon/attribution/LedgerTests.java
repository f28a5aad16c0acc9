package dev.beckon.attribution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import dev.beckon.attribution.AttributionProperties.Windows;
import dev.beckon.attribution.Figures.Row;
import dev.beckon.attribution.Query.Only;
import dev.beckon.attribution.ShownAnswer.Labels;
import dev.beckon.event.Hashing;
import dev.beckon.event.InteractionType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What is counted as an answer's doing, and that it is counted once. */
class LedgerTests {

	private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

	private static final long NOON_MILLIS = NOON.toEpochMilli();

	private static final Query DAY = new Query(NOON.minusSeconds(3600), NOON.plus(Duration.ofDays(1)),
			Duration.ofHours(1), Only.ALL);

	private final Ledger ledger = new Ledger(properties(1_000_000, 1_000));

	@Test
	void aClickACartAndAPurchaseCountForTheSourceOfTheirAnswer() {
		this.ledger.add(answer("a", "profile", null));
		this.ledger.add(answer("b", "popular", "unknown_visitor"));
		this.ledger.add(response("a", InteractionType.VIEW_ITEM, "shoe", 10));
		this.ledger.add(response("a", InteractionType.ADD_TO_CART, "shoe", 20));
		this.ledger.add(response("a", InteractionType.PURCHASE, "shoe", 30));

		Row profile = bySource("profile");
		assertThat(profile.clicks()).isOne();
		assertThat(profile.addToCarts()).isOne();
		assertThat(profile.purchases()).isOne();
		assertThat(profile.revenue()).isEqualTo(19.9);
		assertThat(profile.conversion().value()).isEqualTo(1);
		assertThat(bySource("popular")).satisfies((row) -> assertThat(row.clicks()).isZero())
			.satisfies((row) -> assertThat(row.unknownVisitorRate().value()).isEqualTo(1))
			.satisfies((row) -> assertThat(row.fallbackRate().value()).isZero());
	}

	@Test
	void anItemThatWasNotInTheAnswerDoesNotCount() {
		this.ledger.add(answer("a", "profile", null));
		this.ledger.add(response("a", InteractionType.PURCHASE, "yacht", 10));

		assertThat(total().purchases()).isZero();
	}

	@Test
	void eachTypeHasAWindowOfItsOwn() {
		this.ledger.add(answer("a", "profile", null));
		this.ledger.add(response("a", InteractionType.VIEW_ITEM, "shoe", 30 * 60 + 1));
		this.ledger.add(response("a", InteractionType.ADD_TO_CART, "shoe", 30 * 60 + 1));
		this.ledger.add(response("a", InteractionType.PURCHASE, "shoe", 3 * 24 * 3600 + 1));
		this.ledger.add(response("a", InteractionType.ADD_TO_WISHLIST, "shoe", 1));

		assertThat(total().clicks()).isZero();
		assertThat(total().addToCarts()).isOne();
		assertThat(total().purchases()).isZero();
	}

	@Test
	void aClickIsCountedOncePerItemAndAPurchaseOncePerEvent() {
		this.ledger.add(answer("a", "profile", null));
		for (int i = 0; i < 3; i++) {
			this.ledger.add(response("a", InteractionType.VIEW_ITEM, "shoe", i));
			this.ledger.add(response("a", InteractionType.VIEW_ITEM, "sock", i));
			this.ledger.add(response("a", InteractionType.PURCHASE, "shoe", i));
		}

		assertThat(total().clicks()).isEqualTo(2);
		assertThat(total().purchases()).isEqualTo(3);
		assertThat(total().conversion()).isEqualTo(Rate.of(1, 1));
	}

	@Property(tries = 300)
	void orderAndRepetitionDoNotMatter(@ForAll long seed) {
		Random random = new Random(seed);
		List<Object> facts = facts(random);
		Figures once = figuresOf(facts);
		List<Object> replayed = new ArrayList<>(facts);
		replayed.addAll(facts.subList(0, random.nextInt(facts.size())));
		Collections.shuffle(replayed, random);

		assertThat(figuresOf(replayed)).isEqualTo(once);
	}

	@Test
	void withMoreAnswersThanThereIsRoomForAFairShareIsCountedAndScaledUp() {
		Ledger small = new Ledger(properties(4_000, 100));
		List<ShownAnswer> answers = new ArrayList<>(IntStream.range(0, 50_000)
			.mapToObj((i) -> answer("many-" + i, (i % 4 == 0) ? "popular" : "profile", null))
			.toList());
		answers.forEach(small::add);
		Collections.shuffle(answers, new Random(5));
		Ledger shuffled = new Ledger(properties(4_000, 100));
		answers.forEach(shuffled::add);
		Figures figures = small.figures(DAY);

		assertThat(small.size()).isBetween(1_000, 4_000);
		assertThat(figures.share()).isLessThan(0.1);
		assertThat((double) figures.total().answers()).isCloseTo(50_000, within(2_500.0));
		assertThat((double) figures.bySource().getLast().answers()).isCloseTo(12_500, within(1_500.0));
		assertThat(shuffled.figures(DAY)).isEqualTo(figures);
	}

	@Test
	void whatWaitsForAnAnswerIsBounded() {
		Ledger small = new Ledger(properties(1_000, 100));
		for (int i = 0; i < 1_000; i++) {
			small.add(response("never-" + i, InteractionType.VIEW_ITEM, "shoe", i));
		}

		assertThat(small.waiting()).isEqualTo(100);
	}

	@Test
	void clicksLostToFallbackAreThoseThatProfilesWouldHaveGot() {
		for (int i = 0; i < 1_000; i++) {
			this.ledger.add(answer("p" + i, "profile", null));
			this.ledger.add(answer("f" + i, "session_view", "store_timeout"));
			this.ledger.add(answer("u" + i, "popular", "unknown_visitor"));
			if (i < 200) {
				this.ledger.add(response("p" + i, InteractionType.VIEW_ITEM, "shoe", 5));
			}
			if (i < 50) {
				this.ledger.add(response("f" + i, InteractionType.VIEW_ITEM, "shoe", 5));
			}
		}
		Lost lost = this.ledger.figures(DAY).lost();

		assertThat(lost.clicks()).isCloseTo(1_000 * (0.2 - 0.05), within(0.001));
		assertThat(lost.low()).isBetween(110.0, 150.0);
		assertThat(lost.high()).isBetween(150.0, 190.0);
		assertThat(total().fallbackRate().value()).isCloseTo(1.0 / 3, within(0.001));
	}

	@Test
	void answersOutsideOfThePeriodOrOfOtherPlacementsAreNotCounted() {
		this.ledger.add(answer("a", "profile", null));
		Query later = new Query(NOON.plusSeconds(1), NOON.plusSeconds(60), Duration.ofSeconds(60), Only.ALL);
		Query cart = new Query(DAY.from(), DAY.to(), DAY.slot(), new Only("cart", null, null));
		Query hats = new Query(DAY.from(), DAY.to(), DAY.slot(), new Only(null, null, "hats"));

		assertThat(this.ledger.figures(later).total().answers()).isZero();
		assertThat(this.ledger.figures(cart).total().answers()).isZero();
		assertThat(this.ledger.figures(hats).total().answers()).isOne();
	}

	private static List<Object> facts(Random random) {
		InteractionType[] types = InteractionType.values();
		List<Object> facts = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			facts.add(answer("a" + i, random.nextBoolean() ? "profile" : "popular",
					random.nextBoolean() ? "evicted" : null));
		}
		for (int i = 0; i < 60; i++) {
			InteractionType type = types[random.nextInt(types.length)];
			facts.add(response("a" + random.nextInt(25), type, random.nextBoolean() ? "shoe" : "sock",
					random.nextInt(100_000) - 1_000));
		}
		return facts;
	}

	private static Figures figuresOf(List<Object> facts) {
		Ledger ledger = new Ledger(properties(1_000_000, 1_000));
		for (Object fact : facts) {
			if (fact instanceof ShownAnswer answer) {
				ledger.add(answer);
			}
			else {
				ledger.add((Response) fact);
			}
		}
		return ledger.figures(DAY);
	}

	private Row total() {
		return this.ledger.figures(DAY).total();
	}

	private Row bySource(String source) {
		return this.ledger.figures(DAY)
			.bySource()
			.stream()
			.filter((row) -> row.name().equals(source))
			.findFirst()
			.orElseThrow();
	}

	private static ShownAnswer answer(String id, String source, @Nullable String reason) {
		return new ShownAnswer(Hashing.hash64(id), NOON_MILLIS, new Labels("home", source, reason, "hats", false),
				Arrays.asList("sock", "shoe", "hat"));
	}

	private static Response response(String answer, InteractionType type, String itemId, int afterSeconds) {
		return new Response(Hashing.hash64(answer), type, itemId, NOON_MILLIS + 1_000L * afterSeconds,
				Hashing.hash64(answer + type + itemId + afterSeconds), 199_000);
	}

	private static AttributionProperties properties(int maxAnswers, int maxWaiting) {
		return new AttributionProperties(true, Duration.ofDays(7), maxAnswers, maxWaiting,
				new Windows(Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofDays(3)));
	}

}
