package dev.beckon.session;

import java.util.List;

import dev.beckon.event.InteractionType;
import dev.beckon.event.Touch;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SessionCodecTests {

	@Property
	void whatIsEncodedIsDecoded(@ForAll("sessions") Session session) {
		assertThat(SessionCodec.decode(SessionCodec.encode(session))).isEqualTo(session);
	}

	@Property
	void damagedBytesAreRefusedAndNeverMistakenForABug(@ForAll("sessions") Session session, @ForAll int at,
			@ForAll byte with) {
		byte[] bytes = SessionCodec.encode(session);
		bytes[Math.floorMod(at, bytes.length)] = with;
		try {
			assertThat(SessionCodec.decode(bytes).touches()).isNotEmpty();
		}
		catch (IllegalArgumentException refused) {
			assertThat(refused).hasMessageContaining("a");
		}
	}

	@Test
	void truncatedBytesAreRefused() {
		byte[] bytes = SessionCodec
			.encode(new Session("v", 1, List.of(new Touch("sku", InteractionType.PURCHASE, 1, 1, 42))));
		for (int length = 1; length < bytes.length; length++) {
			byte[] truncated = java.util.Arrays.copyOf(bytes, length);
			assertThatIllegalArgumentException().isThrownBy(() -> SessionCodec.decode(truncated));
		}
	}

	@Provide
	Arbitrary<Session> sessions() {
		Arbitrary<Touch> touch = Combinators
			.combine(Arbitraries.strings().ofMinLength(1).ofMaxLength(20), Arbitraries.of(InteractionType.class),
					Arbitraries.longs().between(1_000, 1_000_000_000_000L), Arbitraries.integers().between(1, 9),
					Arbitraries.longs())
			.as(Touch::new);
		return Combinators.combine(touch.list().ofMinSize(1).ofMaxSize(20), Arbitraries.longs().between(0, 1_000))
			.as((touches, start) -> new Session("visitor", start, touches.stream().sorted().toList()));
	}

}
