package dev.beckon.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names of metrics in a PromQL expression, and in the documentation. */
final class MetricNames {

	private static final Pattern NOT_A_NAME = Pattern
		.compile("\"[^\"]*\"|'[^']*'|\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)");

	private static final Pattern NAME = Pattern.compile("(?<![\\w:$])[a-zA-Z_][\\w:]*(?!\\w|\\s*\\()");

	private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

	private static final Pattern QUOTED = Pattern.compile("`([a-z][a-z0-9_]*)`");

	private MetricNames() {
	}

	static Set<String> in(String expression) {
		String bare = NOT_A_NAME.matcher(expression).replaceAll("");
		return NAME.matcher(bare)
			.results()
			.map((found) -> found.group())
			.filter((name) -> !WORDS.contains(name))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Those in {@code docs/metrics.md}, with the series a histogram or summary is made
	 * of.
	 */
	static Set<String> documented() throws IOException {
		Set<String> names = new TreeSet<>();
		Files.readString(Path.of("docs/metrics.md")).lines().forEach((line) -> {
			for (var found : QUOTED.matcher(line).results().toList()) {
				String name = found.group(1);
				names.add(name);
				if (line.contains("| histogram |") || line.contains("| summary |")) {
					names.addAll(Set.of(name + "_bucket", name + "_sum", name + "_count"));
				}
			}
		});
		return names;
	}

}
