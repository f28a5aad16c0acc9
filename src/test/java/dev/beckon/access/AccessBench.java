package dev.beckon.access;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What it takes to know who asks: a question with a good key goes through all that stands
 * before the API, by one thread as fast as it can, once with it and once without. The
 * figures are the medians of rounds of 20,000 requests, in microseconds a request, of
 * which those without are what making the request takes.
 *
 * <pre>
 * mvn -q -Pbench verify -Dbench=access
 * </pre>
 */
class AccessBench {

	private static final int ROUNDS = 41;

	private static final int REQUESTS = 20_000;

	private long let;

	/** What stands before the API, without the API. */
	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	@EnableConfigurationProperties(AccessProperties.class)
	static class Gate {

		@Bean
		MeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ObjectMapper json() {
			return new ObjectMapper();
		}

	}

	@Test
	void aQuestionWithAGoodKey() throws Exception {
		try (AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext()) {
			context.setServletContext(new MockServletContext());
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("bench",
						Map.of("beckon.access.local-keys", "true", "beckon.access.key-rate", "10000000")));
			context.register(Gate.class, AccessConfiguration.class, PeopleConfiguration.class, SecurityChains.class);
			context.refresh();
			Filter gate = context.getBean("springSecurityFilterChain", Filter.class);
			FilterChain api = (request, response) -> this.let++;
			double with = median((request, response) -> gate.doFilter(request, response, api));
			double without = median(api);
			System.out.printf("{\"bench\":\"access\",\"with_us\":%.1f,\"without_us\":%.1f,\"gate_us\":%.1f}%n", with,
					without, with - without);
			assertThat(this.let).isEqualTo(2L * ROUNDS * REQUESTS);
		}
	}

	private static double median(FilterChain asked) throws Exception {
		double[] micros = new double[ROUNDS];
		for (int round = 0; round < ROUNDS; round++) {
			long start = System.nanoTime();
			for (int i = 0; i < REQUESTS; i++) {
				asked.doFilter(question(i), new MockHttpServletResponse());
			}
			micros[round] = (System.nanoTime() - start) / 1e3 / REQUESTS;
		}
		double[] warm = Arrays.copyOfRange(micros, ROUNDS / 2, ROUNDS);
		Arrays.sort(warm);
		return warm[warm.length / 2];
	}

	private static MockHttpServletRequest question(int number) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/recommendations");
		request.setServletPath("/v1/recommendations");
		request.setQueryString("placement=home&visitorId=v-" + number);
		for (String header : List.of("Host: localhost:8080", "Accept: */*", "User-Agent: bench",
				"X-Api-Key: local-storefront")) {
			request.addHeader(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(' ') + 1));
		}
		return request;
	}

}
