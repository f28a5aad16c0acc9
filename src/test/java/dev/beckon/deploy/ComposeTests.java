package dev.beckon.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

class ComposeTests {

	private static JsonNode compose = new ObjectMapper().createObjectNode();

	/** By SnakeYAML, which follows anchors and merges as compose does. */
	@BeforeAll
	static void read() throws IOException {
		try (var file = Files.newBufferedReader(Path.of("docker-compose.yml"))) {
			compose = new ObjectMapper().valueToTree(new Yaml().load(file));
		}
	}

	@Test
	void everyMountedFileExists() {
		assertThat(services().flatMap((service) -> service.path("volumes").valueStream())
			.map((volume) -> volume.asText().split(":", -1)[0])
			.filter((source) -> source.startsWith("."))
			.map(Path::of)).hasSize(3).allSatisfy((file) -> assertThat(file).isRegularFile());
	}

	@Test
	void prometheusReadsTheRulesOfTheChart() throws IOException {
		assertThat(Rules.FILE).isRegularFile();
		JsonNode config = new YAMLMapper().readTree(compose.at("/configs/prometheus/content").asText());
		String mounted = config.at("/rule_files/0").asText();
		assertThat(compose.at("/services/prometheus/volumes/0").asText())
			.isEqualTo("./" + Rules.FILE + ":" + mounted + ":ro");
	}

	@Test
	void everyConfigAndDependencyIsDefined() {
		assertThat(services().flatMap((service) -> service.path("configs").valueStream())
			.map((config) -> config.path("source").asText())).isNotEmpty()
			.allMatch((source) -> compose.path("configs").has(source));
		assertThat(services().flatMap((service) -> service.path("depends_on").properties().stream())
			.map(Map.Entry::getKey)).isNotEmpty().allMatch((service) -> compose.path("services").has(service));
	}

	@Test
	void everyImageOfOthersNamesItsVersion() {
		assertThat(
				services().filter((service) -> !service.has("build")).map((service) -> service.path("image").asText()))
			.allMatch((image) -> image.matches(".+:v?\\d+\\.\\d+.*"));
	}

	@Test
	void theClusterIsFormedOfTheAddressesTheNodesHave() {
		List<String> addresses = services().map((service) -> service.at("/networks/default/ipv4_address").asText())
			.filter((address) -> !address.isEmpty())
			.toList();
		assertThat(addresses).hasSize(6);
		assertThat(compose.at("/configs/form-cluster/content").asText())
			.contains("nodes=\"" + String.join(" ", addresses) + "\"");
	}

	@Test
	void theServiceKnowsEveryVariableItIsGiven() throws IOException {
		var settings = Settings.read();
		assertThat(compose.at("/services/beckon/environment").properties()).isNotEmpty()
			.allSatisfy((variable) -> assertThat(settings.reads(variable.getKey())).as(variable.getKey()).isTrue());
	}

	private static Stream<JsonNode> services() {
		return compose.path("services").valueStream();
	}

}
