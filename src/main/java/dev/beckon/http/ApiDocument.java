package dev.beckon.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;

/**
 * What {@code /v3/api-docs} says beyond what the code does: a sentence, the roles and
 * examples for every call and for each way it can end, from
 * {@code openapi-examples.json}.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

	private static final String JSON = org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

	private static final String PROBLEM = org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

	private static final String KEY = "key";

	private static final String TOKEN = "token";

	/** Groups of calls, in the order in which a shop comes to need them. */
	private static final List<String> TAGS = List.of("Events", "Answers", "Catalogue", "Visitors");

	@Bean
	OpenApiCustomizer examples(ObjectMapper json) {
		JsonNode examples = read(json);
		return (document) -> {
			describe(document);
			document.getPaths()
				.forEach((path, calls) -> calls.readOperationsMap()
					.forEach((method, call) -> describe(call, examples.path("calls").path(method + " " + path),
							examples.path("everywhere"))));
		};
	}

	private static JsonNode read(ObjectMapper json) {
		try (InputStream file = ApiDocument.class.getResourceAsStream("/openapi-examples.json")) {
			return json.readTree(file);
		}
		catch (IOException missing) {
			throw new UncheckedIOException(missing);
		}
	}

	private static void describe(OpenAPI document) {
		document.info(new Info().title("Beckon")
			.version("v1")
			.description("Recommendations for online shops. What goes wrong is a problem detail (RFC 9457).")
			.license(new License().name("Apache-2.0")));
		document.servers(List.of());
		document.tags(TAGS.stream().map((name) -> new Tag().name(name)).toList());
		Components components = (document.getComponents() != null) ? document.getComponents() : new Components();
		document.components(components
			.addSecuritySchemes(KEY,
					new SecurityScheme().type(SecurityScheme.Type.APIKEY)
						.in(SecurityScheme.In.HEADER)
						.name("X-Api-Key")
						.description("local-storefront or local-admin in the local stack"))
			.addSecuritySchemes(TOKEN,
					new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT")));
	}

	private static void describe(Operation call, JsonNode examples, JsonNode everywhere) {
		call.tags(List.of(examples.path("tag").asText()));
		call.summary(examples.path("summary").asText());
		call.description("Needs the role "
				+ String.join(" or ", examples.path("roles").valueStream().map(JsonNode::asText).toList()) + ".");
		call.security(List.of(new SecurityRequirement().addList(KEY), new SecurityRequirement().addList(TOKEN)));
		if (call.getParameters() != null) {
			call.getParameters().removeIf((parameter) -> !examples.path("parameters").has(parameter.getName()));
			for (Parameter parameter : call.getParameters()) {
				parameter.example(examples.path("parameters").path(parameter.getName()));
			}
		}
		if (examples.has("request")) {
			call.requestBody(request(call.getRequestBody(), examples.path("request")));
		}
		call.responses(responses(call.getResponses(), examples.path("answers"), everywhere));
	}

	private static RequestBody request(@Nullable RequestBody known, JsonNode example) {
		MediaType body = body((known != null) ? known.getContent() : null, example);
		return new RequestBody().required(true).content(new Content().addMediaType(JSON, body));
	}

	private static ApiResponses responses(ApiResponses known, JsonNode answers, JsonNode everywhere) {
		ApiResponses described = new ApiResponses();
		answers.properties()
			.forEach((answer) -> described.addApiResponse(answer.getKey(),
					response(answer.getKey(), known.get(answer.getKey()), answer.getValue())));
		everywhere.properties().forEach((answer) -> {
			if (!described.containsKey(answer.getKey())) {
				described.addApiResponse(answer.getKey(), response(answer.getKey(), null, answer.getValue()));
			}
		});
		return described;
	}

	private static ApiResponse response(String status, @Nullable ApiResponse known, JsonNode example) {
		String type = status.startsWith("2") ? JSON : PROBLEM;
		MediaType body = body((known != null) ? known.getContent() : null, example);
		return new ApiResponse().description(HttpStatus.valueOf(Integer.parseInt(status)).getReasonPhrase())
			.content(new Content().addMediaType(type, body));
	}

	/** A body with its schema, where the code tells it. */
	private static MediaType body(@Nullable Content known, JsonNode example) {
		MediaType body = new MediaType().example(example);
		MediaType before = (known != null) ? known.values().stream().findFirst().orElse(null) : null;
		return (before != null) ? body.schema(before.getSchema()) : body;
	}

}
