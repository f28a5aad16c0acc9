package dev.beckon.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/**
 * An object of a rendered chart, read into the Kubernetes model class of its kind.
 *
 * @param document what was rendered
 * @param model the same, typed
 */
record KubernetesObject(JsonNode document, HasMetadata model) {

	private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of("v1 ConfigMap", ConfigMap.class,
			"v1 Service", Service.class, "v1 ServiceAccount", ServiceAccount.class, "apps/v1 Deployment",
			Deployment.class, "autoscaling/v2 HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
			"policy/v1 PodDisruptionBudget", PodDisruptionBudget.class, "networking.k8s.io/v1 NetworkPolicy",
			NetworkPolicy.class, "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class,
			"monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);

	/**
	 * Fails on a field that the model does not have, where the models would keep it
	 * aside.
	 */
	private static final ObjectMapper STRICT = new YAMLMapper().setAnnotationIntrospector(new NoFieldAside())
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

	static List<KubernetesObject> parse(String documents) {
		try (var parsed = STRICT.readerFor(JsonNode.class).<JsonNode>readValues(documents)) {
			return parsed.readAll().stream().filter(JsonNode::isObject).map(KubernetesObject::read).toList();
		}
		catch (IOException unreadable) {
			throw new UncheckedIOException(unreadable);
		}
	}

	static <T extends HasMetadata> Stream<T> ofKind(List<KubernetesObject> objects, Class<T> kind) {
		return objects.stream().map(KubernetesObject::model).filter(kind::isInstance).map(kind::cast);
	}

	private static KubernetesObject read(JsonNode document) {
		String kind = document.path("apiVersion").asText() + " " + document.path("kind").asText();
		Class<? extends HasMetadata> model = KINDS.get(kind);
		if (model == null) {
			throw new IllegalArgumentException("the chart is not known to make a " + kind);
		}
		try {
			return new KubernetesObject(document, STRICT.treeToValue(document, model));
		}
		catch (IOException unknown) {
			throw new UncheckedIOException(kind + " is not as Kubernetes has it", unknown);
		}
	}

	private static final class NoFieldAside extends JacksonAnnotationIntrospector {

		private static final long serialVersionUID = 1;

		@Override
		public Boolean hasAnySetter(Annotated annotated) {
			return false;
		}

	}

}
