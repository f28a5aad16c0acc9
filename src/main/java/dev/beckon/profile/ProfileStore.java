package dev.beckon.profile;

import java.util.List;

import dev.beckon.control.Switchboard;
import dev.beckon.log.Traces;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** How the room is wired. */
@Configuration(proxyBeanMethods = false)
class ProfileStore {

	@Bean
	ProfileMetrics profileMetrics(MeterRegistry meters) {
		return new ProfileMetrics(meters);
	}

	/** Breakers exist as soon as their shards are known, so that they can be forced. */
	@Bean
	RedisCluster redisCluster(RedisProperties properties, CircuitBreakerRegistry breakers) {
		return new RedisCluster(properties,
				(shards) -> shards.names().forEach((shard) -> BreakerReads.breaker(breakers, shard)));
	}

	@Bean
	RedisMetrics redisMetrics(RedisCluster redis, MeterRegistry meters) {
		return new RedisMetrics(redis, meters);
	}

	@Primary
	@Bean
	StorePulse storePulse(RedisCluster redis) {
		return new StorePulse(redis);
	}

	@Bean
	ProfileReads profileReads(RedisCluster redis, RedisProperties properties, CircuitBreakerRegistry breakers,
			ProfileMetrics metrics, Switchboard switchboard, Traces traces) {
		return reads(redis, properties, breakers, metrics, switchboard, traces);
	}

	/** The same reads with breakers and figures of their own, which nobody looks at. */
	@Bean(defaultCandidate = false)
	ProfileReads unseenProfileReads(RedisCluster redis, RedisProperties properties, Traces traces) {
		return reads(redis, properties, CircuitBreakerRegistry.ofDefaults(),
				new ProfileMetrics(new SimpleMeterRegistry()), Switchboard.atRest(), traces);
	}

	private static ProfileReads reads(RedisCluster redis, RedisProperties properties, CircuitBreakerRegistry breakers,
			ProfileMetrics metrics, Switchboard switchboard, Traces traces) {
		ProfileReads hedged = new HedgedReads(redis, properties, metrics);
		ProfileReads guarded = new BreakerReads(hedged, breakers, redis, properties);
		ProfileReads drilled = new DrilledReads(guarded, redis, switchboard);
		return new TracedReads(new CountedReads(drilled, redis, metrics), traces);
	}

	@Bean
	ProfileWrites profileWrites(RedisCluster redis, RedisProperties properties, ObjectProvider<ProfileHistory> history,
			ProfileMetrics metrics) {
		ProfileHistory nothing = (visitorId) -> List.of();
		return new ProfileWrites(redis, properties, history.getIfAvailable(() -> nothing), metrics);
	}

	@Bean
	ProfileMarks profileMarks(RedisCluster redis, RedisProperties properties) {
		return new ProfileMarks(redis, properties);
	}

}
