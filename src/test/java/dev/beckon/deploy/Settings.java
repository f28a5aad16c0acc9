package dev.beckon.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The settings the service reads: those in {@code application.yml}, and those of every
 * configuration record, Spring's own included.
 *
 * @param variables environment variables that set one of them
 * @param prefixes beginnings of variables that set an entry of a map
 */
record Settings(Set<String> variables, Set<String> prefixes) {

	private static final Path APPLICATION = Path.of("src/main/resources/application.yml");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)");

	static Settings read() throws IOException {
		assumeThat(APPLICATION).as("the service has no settings of its own yet").exists();
		Settings settings = new Settings(new HashSet<>(), new HashSet<>());
		PLACEHOLDER.matcher(Files.readString(APPLICATION))
			.results()
			.forEach((placeholder) -> settings.variables.add(placeholder.group(1)));
		var yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new FileSystemResource(APPLICATION));
		yaml.afterPropertiesSet();
		var properties = yaml.getObject();
		if (properties != null) {
			properties.stringPropertyNames().forEach((name) -> settings.variables.addAll(variables(name)));
		}
		settings.addConfigurationRecords();
		return settings;
	}

	boolean reads(String variable) {
		return this.variables.contains(variable) || this.prefixes.stream().anyMatch(variable::startsWith);
	}

	private void addConfigurationRecords() throws IOException {
		var metadata = Settings.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
		for (URL found : Collections.list(metadata)) {
			try (InputStream content = found.openStream()) {
				new ObjectMapper().readTree(content).path("properties").forEach(this::add);
			}
		}
	}

	private void add(JsonNode property) {
		List<String> names = variables(property.path("name").asText());
		this.variables.addAll(names);
		if (property.path("type").asText().startsWith("java.util.Map")) {
			names.forEach((name) -> this.prefixes.add(name + "_"));
		}
	}

	/**
	 * With a property's dashes left out or turned into underscores: Spring reads both.
	 */
	private static List<String> variables(String property) {
		String upper = property.toUpperCase(Locale.ROOT).replace('.', '_');
		return List.of(upper.replace("-", ""), upper.replace('-', '_'));
	}

}
