package dev.beckon.rule;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.beckon.rule.RuleReading.Refused;
import dev.beckon.rule.RuleReading.Valid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RuleJsonTests {

	static final String PIN = """
			{"id":"r-1","action":"pin","itemId":"shoe","place":2,"placement":"home","onCategory":"shoes/running",
			 "start":"2026-11-22T10:00:00Z","end":"2026-11-29T10:00:00Z","owner":"Ana","reason":"race week",
			 "by":"anonymous","changed":"2026-11-22T09:00:00Z"}""";

	@Test
	void whatIsWrittenIsReadBack() {
		Rule rule = ((Valid) RuleJson.read(json(PIN))).rule();

		assertThat(RuleJson.read(RuleJson.write(rule))).isEqualTo(new Valid(rule));
		assertThat(rule.place()).isEqualTo(2);
		assertThat(rule.where()).isEqualTo(new Rule.Where("home", "shoes/running"));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "action, \"bury\", action", "itemId, -, itemId", "category, \"shoes\", itemId", "place, 0, place",
					"place, 1.5, place", "place, -, place", "factor, 2, factor", "owner, \"\", owner",
					"reason, -, reason", "start, \"tomorrow\", start", "end, \"2026-11-22T10:00:00Z\", end",
					"end, \"never\", end", "onCategory, \"a//b\", onCategory" })
	void whatIsWrongIsNamed(String field, String value, String named) {
		ObjectNode json = json(PIN);
		if (value == null) {
			json.remove(field);
		}
		else {
			json.set(field, json("{\"value\":" + value + "}").path("value"));
		}

		assertThat(RuleJson.read(json)).isInstanceOfSatisfying(Refused.class,
				(refused) -> assertThat(refused.violation().field()).isEqualTo(named));
	}

	@ParameterizedTest
	@CsvSource({ "0", "-1", "101", "\"twice\"" })
	void aBoostMultipliesByASensibleFactor(String factor) {
		ObjectNode json = json(PIN.replace("pin", "boost").replace("\"place\":2", "\"factor\":" + factor));

		assertThat(RuleJson.read(json)).isInstanceOf(Refused.class);
	}

	@Test
	void bytesThatAreNoJsonAreRefused() {
		assertThat(RuleJson.read(new byte[] { '{', 1 })).isInstanceOf(Refused.class);
	}

	static ObjectNode json(String text) {
		try {
			return (ObjectNode) new ObjectMapper().readTree(text);
		}
		catch (IOException broken) {
			throw new UncheckedIOException(broken);
		}
	}

}
