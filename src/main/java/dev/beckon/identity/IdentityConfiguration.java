package dev.beckon.identity;

import dev.beckon.log.ControlTail;
import dev.beckon.log.TopicWriter;
import dev.beckon.profile.ProfileReads;
import dev.beckon.session.CurrentSessions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Links are followed in every role: any process may be asked about a visitor. */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

	@Bean
	MergeLinks mergeLinks(IdentityProperties properties, ControlTail control, TopicWriter writer,
			MeterRegistry meters) {
		MergedVisitors visitors = new MergedVisitors(properties.maxLinks());
		Gauge.builder("beckon.view.entries", visitors, MergedVisitors::size)
			.description("Entries a view holds in memory")
			.tag("view", "merged_visitors")
			.register(meters);
		return new MergeLinks(visitors, control, writer);
	}

	@Bean
	Histories histories(ProfileReads reads, CurrentSessions current, MergeLinks links) {
		return new Histories(reads, current, links::of);
	}

}
