package dev.beckon.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;

/** The chart in {@code helm/}, read by Helm's own engine. */
final class Chart {

	static final Path FOLDER = Path.of("helm");

	/** The oldest version the chart is for. */
	private static final String KUBERNETES = "1.30.0";

	private static final YAMLMapper YAML = new YAMLMapper();

	private Chart() {
	}

	/** The values files that show how the chart is meant to be used. */
	static List<Path> examples() {
		try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
			return files.filter((file) -> file.toString().endsWith("-values.yaml")).sorted().toList();
		}
		catch (IOException unreadable) {
			throw new UncheckedIOException(unreadable);
		}
	}

	static Path example(String name) {
		return FOLDER.resolve("ci").resolve(name + "-values.yaml");
	}

	static List<KubernetesObject> render(Path values) {
		return KubernetesObject.parse(template(values, Map.of()));
	}

	/**
	 * The chart as YAML documents.
	 * @throws IllegalStateException if Helm refuses the values
	 */
	static String template(Path values, Map<String, String> overrides) {
		var command = new Helm(FOLDER).template()
			.withName("shop")
			.withNamespace("shop")
			.withKubeVersion(KUBERNETES)
			.withValuesFile(values);
		overrides.forEach(command::set);
		return command.call();
	}

	/** Lints a copy of the chart in {@code folder} whose defaults are {@code values}. */
	static LintResult lint(Path values, Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(FOLDER)) {
			for (Path file : files.toList()) {
				Path copy = folder.resolve(FOLDER.relativize(file).toString());
				if (Files.isDirectory(file)) {
					Files.createDirectories(copy);
				}
				else {
					Files.copy(file, copy);
				}
			}
		}
		JsonNode defaults = YAML.readTree(FOLDER.resolve("values.yaml").toFile());
		merge((ObjectNode) defaults, YAML.readTree(values.toFile()));
		YAML.writeValue(folder.resolve("values.yaml").toFile(), defaults);
		return new Helm(folder).lint().strict().call();
	}

	private static void merge(ObjectNode target, JsonNode source) {
		source.properties().forEach((entry) -> {
			if (target.get(entry.getKey()) instanceof ObjectNode below && entry.getValue().isObject()) {
				merge(below, entry.getValue());
			}
			else {
				target.set(entry.getKey(), entry.getValue());
			}
		});
	}

}
