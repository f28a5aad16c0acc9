package dev.beckon.load;

import java.nio.charset.StandardCharsets;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The limit of what may be reached: the same web server and framework, which do nothing
 * but give always the same answer, as long as one of Beckon's.
 */
@Profile(BareEndpoint.PROFILE)
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ ServletWebServerFactoryAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
		WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class })
@Import(BareEndpoint.Constant.class)
class BareEndpoint {

	/** Keeps it out of the service, which looks for components in all packages. */
	static final String PROFILE = "bare";

	static final int ANSWER_BYTES = 1_400;

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(BareEndpoint.class);
		application.setAdditionalProfiles(PROFILE);
		application.run(args);
	}

	@Profile(PROFILE)
	@RestController
	static class Constant {

		private final byte[] answer = ("{\"source\":\"bare\",\"items\":\"" + "x".repeat(ANSWER_BYTES) + "\"}")
			.getBytes(StandardCharsets.US_ASCII);

		@GetMapping(path = "/v1/recommendations", produces = MediaType.APPLICATION_JSON_VALUE)
		byte[] answer(@RequestParam String visitorId) {
			return this.answer;
		}

	}

}
