package dev.beckon.catalog;

import dev.beckon.log.TopicTail;
import dev.beckon.log.TopicTails;
import dev.beckon.log.Topics;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the catalogue to {@code beckon.items}. */
@Configuration(proxyBeanMethods = false)
class CatalogConfiguration {

	@Bean
	Catalogue catalogue() {
		return new Catalogue();
	}

	@Bean
	CatalogMetrics catalogMetrics(MeterRegistry meters, Catalogue catalogue) {
		return new CatalogMetrics(meters, catalogue);
	}

	@Bean
	TopicTail itemsTail(TopicTails tails, Catalogue catalogue, CatalogMetrics metrics) {
		return tails.follow(Topics.ITEMS, new ItemsView(catalogue, metrics));
	}

}
