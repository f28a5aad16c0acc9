package dev.beckon.event;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SharedIdsTests {

	@Test
	void anIdThatComesAgainIsTheSameString() {
		byte[] bytes = "sku-1,sku-1".getBytes(UTF_8);

		assertThat(SharedIds.of(bytes, 0, 5)).isEqualTo("sku-1").isSameAs(SharedIds.of(bytes, 6, 11));
	}

	@Property
	void idsThatShareASlotAreNotMistakenForEachOther(@ForAll List<String> ids) {
		for (String id : ids) {
			byte[] bytes = id.getBytes(UTF_8);
			assertThat(SharedIds.of(bytes, 0, bytes.length)).isEqualTo(new String(bytes, UTF_8));
		}
		assertThat(SharedIds.of("Aa".getBytes(UTF_8), 0, 2)).isEqualTo("Aa");
		assertThat(SharedIds.of("BB".getBytes(UTF_8), 0, 2)).isEqualTo("BB");
	}

}
