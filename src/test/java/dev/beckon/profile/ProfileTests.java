package dev.beckon.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import org.junit.jupiter.api.Test;

import static dev.beckon.event.InteractionType.ADD_TO_CART;
import static dev.beckon.event.InteractionType.PURCHASE;
import static dev.beckon.event.InteractionType.REMOVE_FROM_CART;
import static dev.beckon.profile.Touches.touch;
import static dev.beckon.profile.Touches.view;
import static org.assertj.core.api.Assertions.assertThat;

class ProfileTests {

	@Test
	void aVisitorNobodyHasSeenHasAnEmptyProfile() {
		Profile profile = Profile.empty();
		assertThat(profile.isEmpty()).isTrue();
		assertThat(profile.touches()).isEmpty();
		assertThat(profile.cart()).isEmpty();
		assertThat(profile.purchased()).isEmpty();
		assertThat(profile.lastTouchMillis()).isEqualTo(-1);
		assertThat(profile.forgottenThroughMillis()).isEqualTo(-1);
	}

	@Test
	void touchesAreInTheOrderOfEventTime() {
		Profile profile = profile(view("b", 2), view("c", 3), view("a", 1));
		assertThat(profile.touches()).extracting(Touch::itemId).containsExactly("a", "b", "c");
		assertThat(profile.lastTouchMillis()).isEqualTo(Touches.START + 3_000);
	}

	@Test
	void theCartIsWhatWasAddedAndNotRemoved() {
		Profile profile = profile(touch(ADD_TO_CART, "shoe", 1, 3), touch(REMOVE_FROM_CART, "shoe", 2),
				touch(ADD_TO_CART, "sock", 3), touch(REMOVE_FROM_CART, "sock", 4, 5), touch(ADD_TO_CART, "hat", 5, 2));
		assertThat(profile.cart()).isEqualTo(Map.of("shoe", 2, "hat", 2));
	}

	@Test
	void aRemoveWithoutItsAddLeavesNoDebt() {
		Profile profile = profile(touch(REMOVE_FROM_CART, "shoe", 1, 5), touch(ADD_TO_CART, "shoe", 2));
		assertThat(profile.cart()).isEqualTo(Map.of("shoe", 1));
	}

	@Test
	void buyingAnItemTakesItOutOfTheCart() {
		Profile profile = profile(touch(ADD_TO_CART, "shoe", 1, 2), touch(ADD_TO_CART, "sock", 2),
				touch(PURCHASE, "shoe", 3), touch(ADD_TO_CART, "shoe", 4));
		assertThat(profile.cart()).isEqualTo(Map.of("sock", 1, "shoe", 1));
		assertThat(profile.purchased()).containsExactly("shoe");
	}

	@Test
	void cartAndPurchasesOutliveARushOfViews() {
		List<Touch> touches = views(100, 500);
		touches.add(touch(PURCHASE, "coat", 1));
		touches.add(touch(ADD_TO_CART, "shoe", 2));
		Profile profile = Profile.empty().apply(touches).profile();
		assertThat(profile.cart()).containsOnlyKeys("shoe");
		assertThat(profile.purchased()).containsExactly("coat");
	}

	@Test
	void anItemWhosePurchaseNoLongerFitsDoesNotReturnToTheCart() {
		List<Touch> touches = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			touches.add(touch(ADD_TO_CART, "item-" + i, 10 + i));
			touches.add(touch(PURCHASE, "item-" + i, 100 - i));
		}
		touches.addAll(views(200, 300));
		Profile profile = Profile.empty().apply(touches).profile();
		assertThat(profile.purchased()).hasSizeLessThan(10);
		assertThat(profile.cart()).isEmpty();
	}

	@Test
	void aRetryWithALaterTimeIsTheSameInteraction() {
		Touch first = touch(ADD_TO_CART, "shoe", 1, 2);
		Touch again = new Touch("shoe", ADD_TO_CART, first.timeMillis() + 900, 2, first.eventHash());
		Profile profile = profile(first);
		Fold fold = profile.apply(List.of(again, first));
		assertThat(fold.added()).isZero();
		assertThat(fold.duplicates()).isEqualTo(2);
		assertThat(fold.profile().cart()).isEqualTo(Map.of("shoe", 2));
	}

	@Test
	void oneEventIdForEveryLineOfAnOrderKeepsEveryLine() {
		Profile profile = profile(new Touch("shoe", PURCHASE, 1, 1, 42), new Touch("sock", PURCHASE, 1, 1, 42));
		assertThat(profile.purchased()).containsExactlyInAnyOrder("shoe", "sock");
	}

	@Test
	void whatIsKnownIsADuplicateAndChangesNothing() {
		Profile profile = profile(view("a", 1));
		Fold fold = profile.apply(List.of(view("a", 1), view("b", 2), view("b", 2)));
		assertThat(fold.added()).isEqualTo(1);
		assertThat(fold.duplicates()).isEqualTo(2);
		assertThat(fold.profile().apply(List.of(view("a", 1))).profile()).isSameAs(fold.profile());
	}

	@Test
	void aForgottenVisitorStaysForgottenWhenTheLogIsReplayed() {
		List<Touch> log = views(0, 60);
		Profile forgotten = Profile.empty().apply(log).profile().forget(Touches.START + 59_000);
		Fold replayed = forgotten.apply(log);
		assertThat(replayed.profile().isEmpty()).isTrue();
		assertThat(replayed.forgotten()).isEqualTo(60);
		assertThat(replayed.profile().apply(List.of(view("new", 60))).profile().touches()).hasSize(1);
	}

	@Test
	void sayingItAloudTellsNothingOfTheVisitor() {
		assertThat(profile(view("secret", 1))).hasToString("Profile[1 touches]");
	}

	private static Profile profile(Touch... touches) {
		return Profile.empty().apply(List.of(touches)).profile();
	}

	private static List<Touch> views(int fromSecond, int toSecond) {
		List<Touch> views = new ArrayList<>();
		for (int second = fromSecond; second < toSecond; second++) {
			views.add(touch(InteractionType.VIEW_ITEM, "item-" + second, second));
		}
		return views;
	}

}
