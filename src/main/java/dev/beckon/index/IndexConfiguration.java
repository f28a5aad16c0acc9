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
	Ranking ranking(SessionIndex index, IndexProperties properties) {
		return new Ranking(index, new Vmis(properties.m(), properties.k(), Visit.MOST_TOUCHES));
	}

}
