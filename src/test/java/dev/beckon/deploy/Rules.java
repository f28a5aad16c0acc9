package dev.beckon.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * The recording rules and alerts that chart and compose share.
 *
 * @param document the file as it is
 */
record Rules(JsonNode document) {

	static final Path FILE = Chart.FOLDER.resolve("files/beckon-rules.yaml");

	static Rules read() throws IOException {
		return new Rules(new YAMLMapper().readTree(FILE.toFile()));
	}

	Stream<Group> groups() {
		return elements(this.document.path("groups")).map((group) -> new Group(group.path("name").asText(), group));
	}

	Stream<JsonNode> all() {
		return groups().flatMap((group) -> elements(group.document().path("rules")));
	}

	Stream<JsonNode> alerts() {
		return all().filter((rule) -> rule.has("alert"));
	}

	Stream<String> recorded() {
		return all().filter((rule) -> rule.has("record")).map((rule) -> rule.path("record").asText());
	}

	Stream<String> expressions() {
		return all().map((rule) -> rule.path("expr").asText());
	}

	private static Stream<JsonNode> elements(JsonNode array) {
		return StreamSupport.stream(array.spliterator(), false);
	}

	/**
	 * Rules that are evaluated together.
	 *
	 * @param name its name
	 * @param document the group as it is
	 */
	record Group(String name, JsonNode document) {
	}

}
