package dev.beckon.deploy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MonitoringTests {

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
	void panelsHaveTheirOwnNumberAndSayWhatTheyShow() throws IOException {
		List<JsonNode> panels = dashboard().path("panels").valueStream().toList();
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
		return dashboard().findValues("expr").stream().map(JsonNode::asText).toList();
	}

	private static JsonNode dashboard() throws IOException {
		return new ObjectMapper().readTree(Chart.FOLDER.resolve("files/beckon-dashboard.json").toFile());
	}

}
