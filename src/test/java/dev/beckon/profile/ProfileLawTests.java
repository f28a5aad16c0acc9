package dev.beckon.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

import static org.assertj.core.api.Assertions.assertThat;

/** Invariant 4: state is a pure fold; any order, any number of deliveries, same bytes. */
class ProfileLawTests {

	@Provide
	Arbitrary<List<Touch>> touches() {
		return Touches.many();
	}

	@Provide
	Arbitrary<Long> eventTimes() {
		return Arbitraries.oneOf(Arbitraries.longs().between(0, 70).map((s) -> Touches.START + s * 1_000),
				Arbitraries.of(-1L, 0L, Long.MAX_VALUE));
	}

	@Property(tries = 3_000)
	void anyOrderGroupingAndNumberOfDeliveriesGivesTheSameBytes(@ForAll("touches") List<Touch> touches,
			@ForAll long seed) {
		byte[] atOnce = ProfileCodec.encode(fold(Profile.empty(), touches));
		Random random = new Random(seed);
		List<Touch> deliveries = new ArrayList<>(touches);
		deliveries.addAll(touches.subList(0, random.nextInt(touches.size() + 1)));
		Collections.shuffle(deliveries, random);
		Profile profile = Profile.empty();
		for (int from = 0; from < deliveries.size();) {
			int to = from + 1 + random.nextInt(Math.min(20, deliveries.size() - from));
			profile = ProfileCodec.decode(ProfileCodec.encode(fold(profile, deliveries.subList(from, to))));
			from = to;
		}
		assertThat(ProfileCodec.encode(profile)).isEqualTo(atOnce);
	}

	@Property
	void mergeIsTheFoldOfBothHistories(@ForAll("touches") List<Touch> some, @ForAll("touches") List<Touch> others) {
		List<Touch> all = new ArrayList<>(some);
		all.addAll(others);
		Profile merged = fold(Profile.empty(), some).merge(fold(Profile.empty(), others));
		assertThat(merged).isEqualTo(fold(Profile.empty(), all));
	}

	@Property
	void mergeIsCommutativeAssociativeAndIdempotent(@ForAll("touches") List<Touch> x, @ForAll("touches") List<Touch> y,
			@ForAll("touches") List<Touch> z, @ForAll("eventTimes") long forgotten) {
		Profile a = fold(Profile.empty(), x).forget(forgotten);
		Profile b = fold(Profile.empty(), y);
		Profile c = fold(Profile.empty(), z);
		assertThat(a.merge(b)).isEqualTo(b.merge(a));
		assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
		assertThat(a.merge(a)).isEqualTo(a);
		assertThat(a.merge(b).merge(b)).isEqualTo(a.merge(b));
	}

	@Property
	void forgettingCommutesWithTouches(@ForAll("touches") List<Touch> some, @ForAll("touches") List<Touch> others,
			@ForAll("eventTimes") long through) {
		Profile last = fold(fold(Profile.empty(), some), others).forget(through);
		Profile between = fold(fold(Profile.empty(), some).forget(through), others);
		Profile first = fold(fold(Profile.empty().forget(through), some), others);
		assertThat(ProfileCodec.encode(between)).isEqualTo(ProfileCodec.encode(last));
		assertThat(ProfileCodec.encode(first)).isEqualTo(ProfileCodec.encode(last));
		assertThat(last.touches()).allMatch((touch) -> touch.timeMillis() > through);
	}

	@Property
	void deliveriesAddUp(@ForAll("touches") List<Touch> some, @ForAll("touches") List<Touch> others,
			@ForAll("eventTimes") long through) {
		Profile known = fold(Profile.empty(), some).forget(through);
		Fold fold = known.apply(others);
		assertThat(fold.added() + fold.duplicates() + fold.forgotten()).isEqualTo(others.size());
		assertThat(fold.duplicates()).isNotNegative();
		Fold again = fold.profile().apply(others);
		assertThat(again.profile()).isSameAs(fold.profile());
		assertThat(again.added()).isZero();
	}

	@Property
	void theNewestTouchAlwaysStays(@ForAll("touches") List<Touch> touches,
			@ForAll @LongRange(min = 1, max = 1_000) long later) {
		Touch newest = new Touch("z".repeat(128), InteractionType.VIEW_ITEM, Touches.START + 3_600_000 + later, 1, 7);
		Profile profile = fold(Profile.empty(),
				touches.stream().filter((touch) -> touch.timeMillis() < newest.timeMillis()).toList());
		assertThat(fold(profile, List.of(newest)).touches()).endsWith(newest);
	}

	private static Profile fold(Profile profile, List<Touch> touches) {
		return profile.apply(touches).profile();
	}

}
