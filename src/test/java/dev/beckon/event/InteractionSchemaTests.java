package dev.beckon.event;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The documented schema says what the parser does. */
class InteractionSchemaTests {

	private final JsonNode schema;

	InteractionSchemaTests() throws IOException {
		this.schema = new ObjectMapper().readTree(new File("docs/interaction.schema.json"));
	}

	@Test
	void theTypesAndBoundsAreTheSame() {
		assertThat(this.schema.at("/properties/type/enum")).extracting(JsonNode::asText)
			.containsExactlyElementsOf(Arrays.stream(InteractionType.values()).map(InteractionType::wireName).toList());
		assertThat(this.schema.at("/properties/quantity/maximum").asInt()).isEqualTo(Interaction.MAX_QUANTITY);
		assertThat(this.schema.at("/$defs/id/maxLength").asInt()).isEqualTo(Ids.MAX_BYTES);
	}

	@Test
	void everyDocumentedFieldButConsentIsWrittenAndNoOther() throws IOException {
		JsonNode written = new ObjectMapper().readTree(EventJson
			.write(new Interaction("e", InteractionType.VIEW_ITEM, "v", "i", 1_000, 2, 3.5, "home", "r", "u")));

		List<String> documented = new ArrayList<>();
		this.schema.at("/properties").fieldNames().forEachRemaining(documented::add);
		assertThat(documented.remove("consent")).isTrue();
		assertThat(written.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(documented);
	}

	@ParameterizedTest
	@ValueSource(strings = { "type", "visitorId", "itemId" })
	void aRequiredFieldIsRequired(String field) throws IOException {
		assertThat(this.schema.at("/required")).extracting(JsonNode::asText).contains(field);
		var event = new ObjectMapper().createObjectNode()
			.put("type", "view_item")
			.put("visitorId", "v")
			.put("itemId", "i");
		event.remove(List.of(field));

		try (JsonParser parser = EventJson.parser(event.toString().getBytes(UTF_8))) {
			parser.nextToken();
			assertThat(EventJson.readInteraction(parser, new EventJson.Defaults(() -> "e", 0)))
				.isEqualTo(new Parsed.Malformed(new Violation(field, "is required")));
		}
	}

}
