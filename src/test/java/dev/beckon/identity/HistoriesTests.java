package dev.beckon.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import dev.beckon.profile.Profile;
import dev.beckon.profile.ProfileRead;
import dev.beckon.session.CurrentSessions;
import dev.beckon.session.Session;
import dev.beckon.session.SessionProperties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoriesTests {

	private static final Touch PHONE = new Touch("phone-item", InteractionType.ADD_TO_CART, 1_000, 1, 1);

	private static final Touch LAPTOP = new Touch("laptop-item", InteractionType.VIEW_ITEM, 2_000, 1, 2);

	private final CurrentSessions current = new CurrentSessions(
			new SessionProperties(Duration.ofMinutes(30), 200, 10_000, 3, Duration.ofHours(25)),
			InstantSource.system());

	@Test
	void profilesOfOnePersonAreOne() {
		assertThat(read(found(PHONE), found(LAPTOP))).isInstanceOfSatisfying(ProfileRead.Found.class,
				(found) -> assertThat(found.profile().touches()).containsExactly(PHONE, LAPTOP));
		assertThat(read(found(PHONE), new ProfileRead.Missing())).isEqualTo(found(PHONE));
		assertThat(read(new ProfileRead.Missing(), found(PHONE))).isEqualTo(found(PHONE));
		assertThat(read(new ProfileRead.Missing(), new ProfileRead.Missing())).isEqualTo(new ProfileRead.Missing());
	}

	@Test
	void aPartThatCouldNotBeReadIsNotPassedOver() {
		assertThat(read(found(PHONE), new ProfileRead.TimedOut())).isEqualTo(new ProfileRead.TimedOut());
		assertThat(read(new ProfileRead.Rejected(true), found(PHONE))).isEqualTo(new ProfileRead.Rejected(true));
		assertThat(read(new ProfileRead.Missing(), new ProfileRead.Failed())).isEqualTo(new ProfileRead.Failed());
	}

	@Test
	void whatOneForgotTheOtherMayKnow() {
		Profile forgotten = Profile.empty().apply(List.of(LAPTOP)).profile().forget(5_000);

		assertThat(read(new ProfileRead.Found(forgotten), found(PHONE))).isInstanceOfSatisfying(ProfileRead.Found.class,
				(found) -> {
					assertThat(found.profile().touches()).containsExactly(PHONE);
					assertThat(found.profile().cart()).isEqualTo(Map.of("phone-item", 1));
				});
	}

	@Test
	void sessionsOfOnePersonAreTogether() {
		this.current.put(new Session("u", 2_000, List.of(LAPTOP)));
		this.current.put(new Session("a", 1_000, List.of(PHONE)));
		Histories histories = new Histories((visitor, deadline) -> new ProfileRead.Missing(), this.current,
				(visitor) -> List.of("u", "a"));

		assertThat(histories.touchesOf("a")).containsExactlyInAnyOrder(PHONE, LAPTOP);
		assertThat(histories.sessionsOf("u")).extracting(Session::visitorId).containsExactly("u", "a");
		assertThat(histories.knownSinceMillis("u")).isLessThan(Long.MAX_VALUE);
	}

	@Test
	void notMoreThanSoManyVisitorsAreReadAndTheOneWhoAsksIsAmongThem() {
		List<String> all = IntStream.range(0, 20).mapToObj((i) -> "v" + i).toList();
		Histories histories = new Histories((visitor, deadline) -> new ProfileRead.Missing(), this.current,
				(visitor) -> all);

		assertThat(histories.visitors("v19")).hasSize(Histories.MAX_VISITORS).startsWith("v0").contains("v19");
	}

	private ProfileRead read(ProfileRead first, ProfileRead second) {
		return new Histories((visitor, deadline) -> visitor.equals("u") ? first : second, this.current,
				(visitor) -> List.of("u", "a"))
			.read("a", System.nanoTime() + 1_000_000_000L);
	}

	private static ProfileRead found(Touch touch) {
		return new ProfileRead.Found(Profile.empty().apply(List.of(touch)).profile());
	}

}
