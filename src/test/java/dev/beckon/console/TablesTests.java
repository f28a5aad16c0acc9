package dev.beckon.console;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TablesTests {

	@Test
	void aTextIsNeverAFormulaAndNeverEndsItsCell() {
		assertThat(Csv.table("a,b,c",
				Stream.of(Arrays.asList("=SUM(A1)", "say \"hi\", you", 1.5), Arrays.asList("-x", null, 2L))))
			.isEqualTo("a,b,c\r\n\"'=SUM(A1)\",\"say \"\"hi\"\", you\",1.5\r\n\"'-x\",,2\r\n");
	}

	@Test
	void aTableThatThereIsNotIsRefused() {
		assertThat(Tables.of("source")).isEqualTo(Tables.SOURCE);
		assertThatThrownBy(() -> Tables.of("SOURCE")).isInstanceOf(ErrorResponseException.class);
		assertThatThrownBy(() -> Period.of("1y")).isInstanceOf(ErrorResponseException.class);
	}

}
