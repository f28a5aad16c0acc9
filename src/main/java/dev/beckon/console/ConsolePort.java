package dev.beckon.console;

import java.time.InstantSource;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.attribution.Attribution;
import dev.beckon.catalog.Catalogue;
import dev.beckon.popularity.Popularity;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.context.annotation.Bean;

/** The marketer's console, on the management port. */
@ManagementContextConfiguration(proxyBeanMethods = false)
class ConsolePort {

	@Bean
	PagesController pagesController() {
		return new PagesController();
	}

	/** Nothing is trending where no answers are given. */
	@Bean
	FiguresController figuresController(Attribution attribution, Catalogue catalogue,
			ObjectProvider<Popularity> popularity, ObjectMapper json) {
		Popularity trending = popularity.getIfAvailable();
		FiguresReport report = new FiguresReport(attribution, catalogue,
				(limit) -> (trending != null) ? trending.overall(limit, catalogue::mayShow) : List.of());
		return new FiguresController(report, json, InstantSource.system());
	}

}
