package dev.beckon.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;

/**
 * How JSON is written. Jackson keeps its buffers in a pool that all threads share: by
 * default each thread keeps its own, and every request is answered by a thread that is
 * new.
 */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

	@Bean
	MappingJackson2HttpMessageConverter sizedJson(ObjectMapper mapper) {
		return new SizedJson(mapper);
	}

	@Bean
	Jackson2ObjectMapperBuilderCustomizer sharedBuffers() {
		return (mapper) -> mapper
			.factory(JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()).build());
	}

}
