package dev.beckon.profile;

import java.util.List;

import dev.beckon.event.Touch;
import org.junit.jupiter.api.Test;

import static dev.beckon.profile.Touches.START;
import static dev.beckon.profile.Touches.view;
import static org.assertj.core.api.Assertions.assertThat;

class RewriteTests {

	private static final byte[] STORED = stored(view("a", 1));

	@Test
	void addsToWhatIsStored() {
		Rewrite rewrite = Rewrite.of(STORED, change(view("b", 2)), List::of);
		assertThat(rewrite.isChange()).isTrue();
		assertThat(rewrite.after().touches()).extracting(Touch::itemId).containsExactly("a", "b");
	}

	@Test
	void writesNothingWhenNothingIsNew() {
		assertThat(Rewrite.of(STORED, change(view("a", 1)), List::of).isChange()).isFalse();
		assertThat(Rewrite.of(STORED, ProfileChange.NONE, () -> List.of(view("b", 2))).isChange()).isFalse();
		assertThat(Rewrite.of(null, ProfileChange.NONE, List::of).isChange()).isFalse();
	}

	@Test
	void fillsAMissingProfileFromHistoryAndStillCountsTheTouchAsNew() {
		Rewrite rewrite = Rewrite.of(null, change(view("b", 2)), () -> List.of(view("a", 1), view("b", 2)));
		assertThat(rewrite.after().touches()).extracting(Touch::itemId).containsExactly("a", "b");
		assertThat(rewrite.fold().added()).isEqualTo(1);
		assertThat(rewrite.fold().duplicates()).isZero();
	}

	@Test
	void takesGarbageForAMissingProfile() {
		Rewrite rewrite = Rewrite.of(new byte[] { 1, 2, 3 }, change(view("b", 2)), () -> List.of(view("a", 1)));
		assertThat(rewrite.replacesGarbage()).isTrue();
		assertThat(rewrite.isChange()).isTrue();
		assertThat(rewrite.after().touches()).hasSize(2);
	}

	@Test
	void forgettingClearsAndLeavesATombstoneThatHistoryCannotFill() {
		Rewrite forgotten = Rewrite.of(STORED, new ProfileChange(List.of(), START + 10_000), List::of);
		assertThat(forgotten.clears()).isTrue();
		byte[] tombstone = ProfileCodec.encode(forgotten.after());
		Rewrite later = Rewrite.of(tombstone, change(view("a", 1)), () -> List.of(view("b", 2)));
		assertThat(later.isChange()).isFalse();
		assertThat(later.fold().forgotten()).isEqualTo(1);
	}

	private static ProfileChange change(Touch... touches) {
		return new ProfileChange(List.of(touches), -1);
	}

	private static byte[] stored(Touch... touches) {
		return ProfileCodec.encode(Profile.empty().apply(List.of(touches)).profile());
	}

}
