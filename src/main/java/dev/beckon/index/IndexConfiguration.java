package dev.beckon.index;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index of this process and the ranking that asks it. */
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

	@Bean
	SessionIndex sessionIndex(IndexProperties properties) {
		return new SessionIndex(properties.bounds());
	}

	@Bean
	Ranking ranking(SessionIndex index) {
		return new Ranking(index, new Ranker(Blend.DEFAULT, Reach.DEFAULT, Trees.NONE), "blend-1");
	}

}
