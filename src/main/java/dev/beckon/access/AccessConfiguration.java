package dev.beckon.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires who is known, and how much they may do. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

	private static final Logger log = LoggerFactory.getLogger(AccessConfiguration.class);

	@Bean
	OwnKey ownKey() {
		return new OwnKey();
	}

	@Bean
	ApiKeys apiKeys(AccessProperties properties, OwnKey own) {
		List<ApiKey> keys = new ArrayList<>(properties.keys());
		if (properties.localKeys()) {
			log.warn("The built-in keys of the local stack are good here, and anybody knows them");
			keys.addAll(LocalKeys.all());
		}
		if (keys.isEmpty() && properties.people().issuer().isEmpty()) {
			log.warn("Nobody may ask: neither beckon.access.keys nor beckon.access.people.issuer is set");
		}
		keys.add(own.configured());
		return new ApiKeys(keys, InstantSource.system());
	}

	@Bean
	AccessMetrics accessMetrics(MeterRegistry meters) {
		return new AccessMetrics(meters);
	}

	@Bean
	Refusals refusals(AccessMetrics metrics, ObjectMapper json) {
		return new Refusals(metrics, json);
	}

	@Bean
	VisitorRates visitorRates(AccessProperties properties, AccessMetrics metrics) {
		Rates rates = new Rates(properties.visitorRate(), Duration.ofMinutes(1), properties.maxVisitors(),
				System::nanoTime);
		return new VisitorRates(rates, metrics);
	}

}
