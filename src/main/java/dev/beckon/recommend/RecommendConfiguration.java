package dev.beckon.recommend;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.catalog.Catalogue;
import dev.beckon.control.Switchboard;
import dev.beckon.http.AnswerTimes;
import dev.beckon.identity.Histories;
import dev.beckon.index.Ranking;
import dev.beckon.log.TopicWriter;
import dev.beckon.popularity.Popularity;
import dev.beckon.profile.ProfileWrites;
import dev.beckon.role.Serving;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How an answer is wired, on one screen. */
@Serving
@Configuration(proxyBeanMethods = false)
class RecommendConfiguration {

	@Bean
	Recommender recommender(Histories histories, ProfileWrites writes, SourceChain chain, TopicWriter writer,
			ObjectMapper json, RecommendProperties properties, RecommendMetrics metrics) {
		InstantSource clock = InstantSource.system();
		return new Recommender(new VisitorHistories(histories, writes::refill, properties, clock), chain,
				new Impressions(writer, json.writerFor(Impressions.Impression.class), metrics, clock), metrics, clock);
	}

	@Bean
	RecommendMetrics recommendMetrics(MeterRegistry meters, AnswerTimes times, RecommendProperties properties) {
		return new RecommendMetrics(meters, times, properties.placements().keySet());
	}

	@Bean
	SourceGates sourceGates(Switchboard switchboard, CircuitBreakerRegistry breakers, RecommendMetrics metrics) {
		return new SourceGates(switchboard, breakers, metrics);
	}

	@Bean
	SourceChain sourceChain(Catalogue catalogue, Ranking ranking, Popularity popularity, SourceGates gates,
			NewItems newItems) {
		return new SourceChain(catalogue, ranking, popularity, gates,
				new Exploration(newItems, ThreadLocalRandom::current));
	}

	@Bean
	NewItems newItems(Catalogue catalogue, Ranking ranking, ExplorationProperties properties, MeterRegistry meters) {
		NewItems newItems = new NewItems(catalogue, ranking::sessions, properties, ThreadLocalRandom::current);
		Gauge.builder("beckon.view.entries", newItems, NewItems::size)
			.description("What a view holds, in its own entries")
			.tag("view", "new_items")
			.register(meters);
		return newItems;
	}

	@Bean
	NewItemsRefresh newItemsRefresh(NewItems newItems, ExplorationProperties exploration,
			RecommendProperties properties) {
		boolean isExploring = properties.placements()
			.values()
			.stream()
			.anyMatch((rules) -> rules.explorationShare() > 0);
		return new NewItemsRefresh(newItems, exploration.refreshInterval(), isExploring);
	}

}
