package dev.beckon.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class MonitoringTests {

	private static final Path RUNBOOK = Path.of("docs/runbook.md");

	private static final Pattern QUOTED_METRIC = Pattern.compile("`((?:beckon|resilience4j|jvm|process)_[a-z0-9_]+)");

	@Test
	void findsTheNamesInAnExpression() {
		assertThat(MetricNames.in("""
				sum by (le, source) (rate(a_total{reason!~"x|y", b="c"}[5m])) / on (d) (0 * level:e:rate5m or vector(0))
				  and max(f offset 5m) > 0.5
				""")).containsExactlyInAnyOrder("a_total", "level:e:rate5m", "f");
	}

	@Test
	void rulesReadOnlyWhatIsDocumentedOrRecorded() throws IOException {
		Rules rules = Rules.read();
		assertThat(names(rules.expressions())).isNotEmpty().isSubsetOf(known(rules));
	}

	@Test
	void dashboardsReadOnlyWhatIsDocumentedOrRecorded() throws IOException {
		assertThat(names(queries().stream())).isNotEmpty().isSubsetOf(known(Rules.read()));
	}

	@Test
	void operatorsSeeEveryMetricOfBeckonsOwnSomewhere() throws IOException {
		Set<String> seen = names(Stream.concat(queries().stream(), Rules.read().expressions()));
		seen.addAll(Set.of("beckon_fallback_rate", "beckon_unknown_visitor_rate", "beckon_padded_rate"));
		assertThat(MetricNames.documented()).filteredOn((name) -> name.matches("beckon_.*(?<!_bucket|_sum|_count)"))
			.allSatisfy((name) -> assertThat(seen).anyMatch((shown) -> shown.startsWith(name)));
	}

	@Test
	void everyAlertSaysHowBadItIsAndWhatItMeans() throws IOException {
		assertThat(Rules.read().alerts()).isNotEmpty().allSatisfy((alert) -> {
			assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
			assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
			assertThat(alert.at("/annotations/description").asText()).isNotBlank();
		});
	}

	@Test
	void everyAlertHasASectionInTheRunbookAndLeadsThere() throws IOException {
		Map<String, String> sections = sections();
		List<String> alerts = Rules.read().alerts().map((alert) -> alert.path("alert").asText()).toList();

		assertThat(sections.keySet()).containsExactlyInAnyOrderElementsOf(alerts);
		assertThat(sections.values())
			.allSatisfy((section) -> assertThat(section).contains("**Means.** ", "**See.** ", "**Do.** "));
		assertThat(Rules.read().alerts())
			.allSatisfy((alert) -> assertThat(alert.at("/annotations/runbook_url").asText())
				.isEqualTo("docs/runbook.md#" + alert.path("alert").asText().toLowerCase(Locale.ROOT)));
	}

	@Test
	void theRunbookNamesOnlyMetricsThatThereAre() throws IOException {
		Set<String> known = known(Rules.read());
		assertThat(QUOTED_METRIC.matcher(Files.readString(RUNBOOK)).results().map((name) -> name.group(1))).isNotEmpty()
			.isSubsetOf(known);
	}

	private static Map<String, String> sections() throws IOException {
		return Arrays.stream(Files.readString(RUNBOOK).split("\n### ", -1))
			.skip(1)
			.collect(Collectors.toMap((section) -> section.lines().findFirst().orElseThrow(), (section) -> section));
	}

	@ParameterizedTest
	@MethodSource("dashboards")
	void panelsHaveTheirOwnNumberAndSayWhatTheyShow(JsonNode dashboard) {
		List<JsonNode> panels = dashboard.path("panels").valueStream().toList();
		assertThat(panels).extracting((panel) -> panel.path("id").asInt()).isNotEmpty().doesNotHaveDuplicates();
		assertThat(panels).filteredOn((panel) -> !panel.path("type").asText().equals("row"))
			.allSatisfy((panel) -> assertThat(panel.path("description").asText()).isNotBlank());
	}

	private static Set<String> known(Rules rules) throws IOException {
		Set<String> known = new TreeSet<>(MetricNames.documented());
		rules.recorded().forEach(known::add);
		known.add("ALERTS");
		return known;
	}

	private static Set<String> names(Stream<String> expressions) {
		return expressions.flatMap((expression) -> MetricNames.in(expression).stream())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<String> queries() throws IOException {
		return dashboards().stream()
			.flatMap((dashboard) -> dashboard.findValues("expr").stream())
			.map(JsonNode::asText)
			.toList();
	}

	static List<JsonNode> dashboards() throws IOException {
		ObjectMapper json = new ObjectMapper();
		return List.of(json.readTree(Chart.FOLDER.resolve("files/beckon-dashboard.json").toFile()),
				json.readTree(Chart.FOLDER.resolve("files/beckon-marketers-dashboard.json").toFile()));
	}

}
