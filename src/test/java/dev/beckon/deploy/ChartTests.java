package dev.beckon.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChartTests {

	private static final String ROLE = "app.kubernetes.io/component";

	static List<Path> examples() {
		return Chart.examples();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void helmFindsNothingToSay(Path values, @TempDir Path folder) throws IOException {
		var lint = Chart.lint(values, folder);
		assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("examples")
	void everyObjectIsOneKubernetesKnows(Path values) {
		assertThat(Chart.render(values)).isNotEmpty()
			.allSatisfy((object) -> assertThat(object.model().getMetadata().getNamespace()).isEqualTo("shop"));
	}

	@Test
	void aMisspeltFieldIsNoticed() {
		String misspelt = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {prots: []}\n";
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> KubernetesObject.parse(misspelt))
			.withStackTraceContaining("prots");
	}

	@Test
	void oneDeploymentDoesAll() {
		assertThat(roles(Chart.render(Chart.example("all")))).containsExactly("all");
	}

	@Test
	void ingestAndServeScaleApart() {
		var objects = Chart.render(Chart.example("split"));
		assertThat(roles(objects)).containsExactlyInAnyOrder("serve", "ingest");
		assertThat(KubernetesObject.ofKind(objects, HorizontalPodAutoscaler.class)
			.map((scaler) -> scaler.getSpec().getScaleTargetRef().getName())).containsExactly("shop-beckon");
		assertThat(deployments(objects).filter((deployment) -> deployment.getSpec().getReplicas() != null)
			.map((deployment) -> deployment.getMetadata().getName())).containsExactly("shop-beckon-ingest");
	}

	@ParameterizedTest
	@MethodSource("examples")
	void servicesAndBudgetsFindTheirPods(Path values) {
		var objects = Chart.render(values);
		Stream<Map<String, String>> selectors = Stream
			.of(selectors(objects, Service.class, (s) -> s.getSpec().getSelector()),
					selectors(objects, PodDisruptionBudget.class, (b) -> b.getSpec().getSelector().getMatchLabels()),
					selectors(objects, NetworkPolicy.class, (p) -> p.getSpec().getPodSelector().getMatchLabels()),
					selectors(objects, Deployment.class, (d) -> d.getSpec().getSelector().getMatchLabels()))
			.flatMap(Function.identity());
		assertThat(selectors).allSatisfy((selector) -> assertThat(deployments(objects))
			.anySatisfy((deployment) -> assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
				.containsAllEntriesOf(selector)));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void monitorsFindEveryRole(Path values) {
		var objects = Chart.render(values);
		assertThat(KubernetesObject.ofKind(objects, ServiceMonitor.class))
			.allSatisfy((monitor) -> assertThat(KubernetesObject.ofKind(objects, Service.class))
				.hasSize(roles(objects).size())
				.allSatisfy((service) -> assertThat(service.getMetadata().getLabels())
					.containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels()))
				.allSatisfy((service) -> assertThat(service.getSpec().getPorts())
					.anyMatch((port) -> port.getName().equals(monitor.getSpec().getEndpoints().getFirst().getPort()))));
	}

	@ParameterizedTest
	@MethodSource("examples")
	void podsOwnNothingButTheirVolumes(Path values) {
		assertThat(deployments(Chart.render(values))).allSatisfy((deployment) -> {
			var pod = deployment.getSpec().getTemplate().getSpec();
			assertThat(pod.getAutomountServiceAccountToken()).isFalse();
			assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
			var container = pod.getContainers().getFirst();
			assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
			assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
			assertThat(mounts(container)).contains("/tmp", "/var/lib/beckon");
			assertThat(pod.getVolumes()).extracting("name")
				.containsExactlyInAnyOrderElementsOf(
						container.getVolumeMounts().stream().map((m) -> m.getName()).toList());
		});
	}

	@Test
	void passwordsStayInSecretsOfTheOwner() {
		assertThat(containers(Chart.render(Chart.example("all")))).allSatisfy((container) -> {
			var references = container.getEnv()
				.stream()
				.filter((env) -> env.getValueFrom() != null)
				.collect(Collectors.toMap((env) -> env.getName(),
						(env) -> env.getValueFrom().getSecretKeyRef().getName()));
			assertThat(references)
				.isEqualTo(Map.of("BECKON_REDIS_PASSWORD", "beckon-redis", "BECKON_ACCESS_PEOPLE_CLIENT_SECRET",
						"beckon-console", "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", "beckon-kafka"));
		});
	}

	@Test
	void theChartCarriesTheRulesThatComposeMounts() throws IOException {
		var rule = KubernetesObject.ofKind(Chart.render(Chart.example("all")), PrometheusRule.class).findFirst();
		assertThat(rule.orElseThrow().getSpec().getGroups()).extracting("name")
			.containsExactlyElementsOf(Rules.read().groups().map(Rules.Group::name).toList());
	}

	@Test
	void alertsLeadToWhereTheRunbookIsRead() {
		String chart = Chart.template(Chart.example("all"),
				Map.of("monitoring.prometheusRule.runbook", "https://wiki.example.com/beckon"));

		assertThat(chart.lines().filter((line) -> line.contains("runbook_url: "))).isNotEmpty()
			.allMatch((line) -> line.contains(" https://wiki.example.com/beckon#beckon"));
	}

	@Test
	void theChartCarriesTheDashboardsThatComposeMounts() {
		var dashboards = KubernetesObject.ofKind(Chart.render(Chart.example("all")), ConfigMap.class)
			.filter((map) -> map.getMetadata().getName().endsWith("-dashboards"))
			.findFirst();
		assertThat(dashboards.orElseThrow().getData()).containsOnlyKeys("beckon-dashboard.json",
				"beckon-marketers-dashboard.json");
	}

	@ParameterizedTest
	@CsvSource({ "roles, both", "rols, all", "kafka.bootstrapServers, kafka", "kafka.bootstrapServers, ''",
			"kafka.securityProtocol, SASL_SSL", "kafka.saslMechanism, PLAIN", "kafka.password, secret",
			"redis.password, secret", "redis.nodes, redis://a:1", "log.partitions, 0", "log.replicas, 10",
			"log.sessionsRetention, thirty days", "serve.replicas, 0", "serve.autoscaling.maxReplicas, many",
			"serve.resources.limits.memory, 1 gigabyte", "ingest.autoscaling.enabled, true", "service.port, 70000",
			"terminationGracePeriodSeconds, 5", "monitoring.serviceMonitor.interval, 1",
			"monitoring.grafana.enabled, true", "image.pullPolicy, Sometimes", "extraEnv[0].value, x" })
	void badValuesAreRefused(String key, String value) {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> Chart.template(Chart.example("minimal"), Map.of(key, value)))
			.withMessageContaining("values don't meet the specifications of the schema")
			.withMessageContaining(key.split("[.\\[]", 2)[0]);
	}

	@Test
	void ingestDoesNotScaleBeyondThePartitions() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> Chart.template(Chart.example("split"), Map.of("ingest.replicas", "25")))
			.withMessageContaining("ingest.replicas is 25, more than log.partitions, 24");
	}

	@ParameterizedTest
	@MethodSource("examples")
	void theServiceKnowsEveryVariableItIsGiven(Path values) throws IOException {
		var settings = Settings.read();
		assertThat(containers(Chart.render(values))).flatMap(Container::getEnv)
			.allSatisfy((env) -> assertThat(settings.reads(env.getName())).as(env.getName()).isTrue());
	}

	private static Stream<Deployment> deployments(List<KubernetesObject> objects) {
		return KubernetesObject.ofKind(objects, Deployment.class);
	}

	private static Stream<Container> containers(List<KubernetesObject> objects) {
		return deployments(objects)
			.flatMap((deployment) -> deployment.getSpec().getTemplate().getSpec().getContainers().stream());
	}

	private static <T extends HasMetadata> Stream<Map<String, String>> selectors(List<KubernetesObject> objects,
			Class<T> kind, Function<T, Map<String, String>> selector) {
		return KubernetesObject.ofKind(objects, kind).map(selector);
	}

	private static Set<String> roles(List<KubernetesObject> objects) {
		return deployments(objects).map((deployment) -> deployment.getMetadata().getLabels().get(ROLE))
			.collect(Collectors.toSet());
	}

	private static List<String> mounts(Container container) {
		return container.getVolumeMounts().stream().map((mount) -> mount.getMountPath()).toList();
	}

}
