package dev.beckon.http;

import io.micrometer.observation.ObservationPredicate;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/**
 * Has the web framework not time answers again, which have a histogram of their own: it
 * took a fourteenth of what an answer costs. Where requests are traced it does, since a
 * trace begins there.
 */
@Configuration(proxyBeanMethods = false)
class UnobservedAnswers {

	private static final String ANSWERS = "/v1/recommendations";

	@Bean
	@ConditionalOnBooleanProperty(name = "management.tracing.enabled", havingValue = false)
	ObservationPredicate answersAreTimedOnce() {
		return (name, context) -> !(context instanceof ServerRequestObservationContext request
				&& request.getCarrier().getRequestURI().startsWith(ANSWERS));
	}

}
