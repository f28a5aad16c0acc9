package dev.beckon.index;

import java.io.IOException;
import java.nio.file.Path;

import dev.beckon.role.Serving;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The index of this process and the ranking that asks it. */
@Serving
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

	@Bean
	SessionIndex sessionIndex(IndexProperties properties) {
		return new SessionIndex(properties.bounds());
	}

	@Bean
	Ranking ranking(SessionIndex index, IndexProperties properties) throws IOException {
		Path file = properties.model();
		ModelVersion model = (file != null) ? ModelVersion.read(file) : ModelVersion.DEFAULT;
		return new Ranking(index, model.ranker(), model.name());
	}

}
