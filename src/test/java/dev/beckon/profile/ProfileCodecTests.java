package dev.beckon.profile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import dev.beckon.event.Interaction;
import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProfileCodecTests {

	@Provide
	Arbitrary<List<Touch>> touches() {
		return Touches.many();
	}

	@Property
	void decodesWhatItEncoded(@ForAll("touches") List<Touch> touches, @ForAll("touches") List<Touch> more) {
		Profile profile = Profile.empty().apply(touches).profile();
		Profile forgetful = profile.forget(Touches.START + 20_000).apply(more).profile();
		assertThat(ProfileCodec.decode(ProfileCodec.encode(profile))).isEqualTo(profile);
		assertThat(ProfileCodec.decode(ProfileCodec.encode(forgetful))).isEqualTo(forgetful);
	}

	@Property
	void neverExceedsItsBound(@ForAll("touches") List<Touch> touches, @ForAll("touches") List<Touch> more) {
		Profile profile = Profile.empty().apply(touches).profile().forget(5).apply(more).profile();
		assertThat(ProfileCodec.encode(profile)).hasSizeLessThanOrEqualTo(ProfileCodec.MAX_BYTES);
	}

	@Test
	void theLargestProfileOfTheLongestAndOfTheShortestIdsIsUnderOneKilobyte() {
		assertThat(sizeOf(128)).isBetween(700, ProfileCodec.MAX_BYTES);
		assertThat(sizeOf(1)).isBetween(700, ProfileCodec.MAX_BYTES);
	}

	private static int sizeOf(int idBytes) {
		List<Touch> touches = new ArrayList<>();
		for (int i = 0; i < 400; i++) {
			String itemId = Character.toString('!' + i % 90).repeat(idBytes);
			InteractionType type = InteractionType.ofCode((i / 80) % 5);
			touches.add(new Touch(itemId, type, i * 10_000_000_000L, Interaction.MAX_QUANTITY, Long.MAX_VALUE - i));
		}
		return ProfileCodec.encode(Profile.empty().forget(1).apply(touches).profile()).length;
	}

	@Property
	void arbitraryBytesAreUnreadableAndNothingElse(@ForAll byte[] bytes) {
		assertThatExceptionOfType(UnreadableProfileException.class).isThrownBy(() -> ProfileCodec.decode(bytes));
	}

	@Property(tries = 5_000)
	void arbitraryBytesWithAValidGuardNeverFailInAnotherWay(@ForAll byte[] body) {
		ByteBuffer bytes = ByteBuffer.allocate(ProfileCodec.GUARD_BYTES + body.length);
		bytes.put((byte) 1).putLong(0).put(body);
		bytes.putLong(1, Fingerprint.of(bytes.array(), ProfileCodec.GUARD_BYTES, bytes.capacity()));
		try {
			assertThat(ProfileCodec.decode(bytes.array())).isNotNull();
		}
		catch (UnreadableProfileException declared) {
			assertThat(declared).hasMessage("corrupt profile");
		}
	}

	@Property
	void aSingleFlippedBitIsNoticed(@ForAll("touches") List<Touch> touches, @ForAll int bit) {
		byte[] bytes = ProfileCodec.encode(Profile.empty().apply(touches).profile());
		int at = Math.floorMod(bit, bytes.length * 8);
		bytes[at / 8] ^= (byte) (1 << (at % 8));
		assertThatExceptionOfType(UnreadableProfileException.class).isThrownBy(() -> ProfileCodec.decode(bytes));
	}

	@Test
	void namesAVersionItDoesNotKnow() {
		byte[] bytes = ProfileCodec.encode(Profile.empty());
		bytes[0] = 9;
		assertThatExceptionOfType(UnreadableProfileException.class).isThrownBy(() -> ProfileCodec.decode(bytes))
			.withMessage("unknown profile version 9");
	}

	@Test
	void theFormatOfTheFirstVersionStays() {
		Profile profile = Profile.empty()
			.forget(1_000)
			.apply(List.of(new Touch("sku-1", InteractionType.PURCHASE, 5_000, 2, 0x0102030405060708L),
					new Touch("sku-1", InteractionType.VIEW_ITEM, 4_000, 1, -1)))
			.profile();
		assertThat(ProfileCodec.encode(profile)).asHexString()
			.isEqualTo("0116DBEDC953FB06F408E8070288270C010203040506070804736B752D31E80700FFFFFFFFFFFFFFFF80");
	}

}
