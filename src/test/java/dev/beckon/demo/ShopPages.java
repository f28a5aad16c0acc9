package dev.beckon.demo;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The demo shop at {@code /shop}: there wherever the test classes are, and so in the
 * local stack and in tests, but in no image. Its pages may run their own scripts alone.
 */
@Configuration(proxyBeanMethods = false)
class ShopPages implements WebMvcConfigurer {

	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
			+ "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	@Bean
	@Order(3)
	SecurityFilterChain shop(HttpSecurity http) throws Exception {
		http.securityMatcher("/shop", "/shop/**")
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement(AbstractHttpConfigurer::disable)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(POLICY)));
		return http.build();
	}

	@Override
	public void addViewControllers(ViewControllerRegistry pages) {
		pages.addRedirectViewController("/shop", "/shop/");
		pages.addViewController("/shop/").setViewName("forward:/shop/index.html");
	}

	@Override
	public void addInterceptors(InterceptorRegistry interceptors) {
		interceptors.addInterceptor(new Policy()).addPathPatterns("/shop/**");
	}

	private static final class Policy implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object page) {
			response.setHeader("Cache-Control", "no-cache");
			return true;
		}

	}

	/** What the shop sells. */
	@RestController
	static class Items {

		private final List<DemoItem> items = DemoCatalogue.items(DemoShop.SEED);

		@GetMapping("/shop/items.json")
		List<DemoItem> items() {
			return this.items;
		}

	}

}
