package dev.beckon.http;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.autoconfigure.thread.Threading;
import org.springframework.boot.web.embedded.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Has the web server note when requests arrive; each gets a virtual thread. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnThreading(Threading.VIRTUAL)
class ArrivalConfiguration {

	@Bean
	WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> arrivalNoting() {
		Executor threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
		return new AfterSpringBoot(Arrival.noting(threads));
	}

	@Bean
	FilterRegistrationBean<Filter> arrivalFilter() {
		FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
			Arrival.begin();
			chain.doFilter(request, response);
		});
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return filter;
	}

	/** Last of all, or Spring Boot's own executor for virtual threads would win. */
	private record AfterSpringBoot(
			Executor executor) implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory>, Ordered {

		@Override
		public void customize(ConfigurableTomcatWebServerFactory factory) {
			factory.addProtocolHandlerCustomizers((handler) -> handler.setExecutor(this.executor));
		}

		@Override
		public int getOrder() {
			return Ordered.LOWEST_PRECEDENCE;
		}

	}

}
