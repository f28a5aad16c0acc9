package dev.beckon.log;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has requests not traced at all where tracing is off: Spring would still make a span for
 * each, and only not send it.
 */
@Configuration(proxyBeanMethods = false)
class TracesConfiguration {

	@Bean
	Traces traces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
		return new Traces(tracer.getIfUnique(() -> Tracer.NOOP), propagator.getIfUnique(() -> Propagator.NOOP));
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "management.tracing.enabled", havingValue = false)
	Tracer noTracer() {
		return Tracer.NOOP;
	}

}
