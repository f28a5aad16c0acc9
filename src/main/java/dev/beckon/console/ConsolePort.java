package dev.beckon.console;

import java.time.InstantSource;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.attribution.Attribution;
import dev.beckon.catalog.Catalogue;
import dev.beckon.popularity.Popularity;
import dev.beckon.recommend.Previews;
import dev.beckon.recommend.RecommendProperties;
import dev.beckon.rule.Rules;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;

/**
 * The marketer's console, on the management port. Where no answers are given, nothing is
 * trending and nobody can be told why.
 */
@ManagementContextConfiguration(proxyBeanMethods = false)
class ConsolePort {

	@Bean
	PagesController pagesController() {
		return new PagesController();
	}

	@Bean
	Titles titles(Catalogue catalogue) {
		return new Titles(catalogue);
	}

	@Bean
	FiguresController figuresController(Attribution attribution, Titles titles, ObjectProvider<Popularity> popularity,
			RecommendProperties properties, ObjectMapper json) {
		Popularity trending = popularity.getIfAvailable();
		FiguresReport report = new FiguresReport(attribution, titles,
				(limit) -> (trending != null) ? trending.overall(limit, titles.catalogue()::mayShow) : List.of(),
				properties.placements().keySet());
		return new FiguresController(report, json, InstantSource.system());
	}

	@Bean
	RuleRequests ruleRequests(ObjectMapper json, RecommendProperties properties) {
		return new RuleRequests(json, properties.placements().keySet(), InstantSource.system());
	}

	@Bean
	RulesController rulesController(Rules rules, RuleRequests requests, ObjectMapper json) {
		return new RulesController(rules, requests, json, InstantSource.system());
	}

	@Bean
	@ConditionalOnBean(Previews.class)
	WhyController whyController(Previews previews, RuleRequests requests, Titles titles, ObjectMapper json) {
		return new WhyController(previews, requests, titles, json);
	}

}
