package dev.beckon.recommend;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.access.OwnKey;
import dev.beckon.catalog.Catalogue;
import dev.beckon.control.Switchboard;
import dev.beckon.http.AnswerTimes;
import dev.beckon.identity.Histories;
import dev.beckon.index.Ranking;
import dev.beckon.log.TopicTails;
import dev.beckon.log.TopicWriter;
import dev.beckon.log.Topics;
import dev.beckon.popularity.Popularity;
import dev.beckon.profile.ProfileReads;
import dev.beckon.profile.ProfileWrites;
import dev.beckon.role.Serving;
import dev.beckon.rule.Rules;
import dev.beckon.session.CurrentSessions;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How an answer is wired, on one screen. */
@Serving
@Configuration(proxyBeanMethods = false)
class RecommendConfiguration {

	@Bean
	Recommender recommender(Histories histories, ProfileWrites writes, SourceChain chain, Recommender.Journal journal,
			RecommendProperties properties) {
		InstantSource clock = InstantSource.system();
		return new Recommender(new VisitorHistories(histories, writes::refill, properties, clock), chain,
				Admission.of(properties), journal, clock);
	}

	@Bean
	Recommender.Journal journal(TopicWriter writer, ObjectMapper json, RecommendMetrics metrics, SourceChain chain) {
		writer.expect(Topics.IMPRESSIONS);
		Recommender.Journal journal = journal(
				(visitorId, impression) -> writer.offer(Topics.IMPRESSIONS, visitorId, impression), json, metrics,
				chain);
		return (request, answer) -> {
			journal.answered(request, answer);
			chain.shown(answer);
		};
	}

	/** Reads as answers do, but has no profile put back and notes nothing. */
	@Bean
	Previews previews(Histories known, SourceChain chain, RequestReader requests, RecommendProperties properties,
			Rules rules) {
		InstantSource clock = InstantSource.system();
		VisitorHistories histories = new VisitorHistories(known, (evicted) -> {
		}, properties, clock);
		return new Previews(requests, histories, chain, rules,
				(under) -> new Recommender(histories, under, Admission.of(properties), (request, answer) -> {
				}, clock));
	}

	/**
	 * The same again on the same views and stores, but nothing it does is noted. Of the
	 * same classes as well: what the compiler learns from it has to hold afterwards.
	 */
	@Bean
	Rehearsal rehearsal(@Qualifier("unseenProfileReads") ProfileReads reads, Histories known, SourceChain chain,
			ObjectMapper json, RecommendProperties properties, OwnKey key) {
		InstantSource clock = InstantSource.system();
		RecommendMetrics unseen = new RecommendMetrics(new SimpleMeterRegistry(), new AnswerTimes(),
				properties.placements().keySet());
		Recommender.Journal nowhere = journal((visitorId, impression) -> CompletableFuture.completedFuture(null), json,
				unseen, chain);
		VisitorHistories histories = new VisitorHistories(known.readBy(reads), (evicted) -> {
		}, properties, clock);
		return new Rehearsal(new Recommender(histories, chain.behind(SourceGates.open(unseen)),
				Admission.of(properties), nowhere, clock), key);
	}

	@Bean
	WarmUp warmUp(RecommendProperties properties, Rehearsal rehearsal, TopicTails tails, CurrentSessions current) {
		return new WarmUp(properties.warmUp(), rehearsal, tails, current);
	}

	private static Recommender.Journal journal(Impressions.Topic topic, ObjectMapper json, RecommendMetrics metrics,
			SourceChain chain) {
		Impressions impressions = new Impressions(topic, json.writerFor(Impressions.Impression.class), metrics,
				chain::categoryOnPage, InstantSource.system());
		return (request, answer) -> {
			if (request.visitorId() != null) {
				impressions.shown(request.visitorId(), request, answer);
			}
			metrics.answered(request, answer);
		};
	}

	@Bean
	WebMvcConfigurer questions() {
		return new WebMvcConfigurer() {
			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(new QuestionArgument());
			}
		};
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
			NewItems newItems, Rules rules) {
		return new SourceChain(catalogue, ranking, popularity, gates,
				new Exploration(newItems, ThreadLocalRandom::current))
			.under(rules::inForce);
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
