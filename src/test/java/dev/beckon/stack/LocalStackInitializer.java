package dev.beckon.stack;

import java.util.Map;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Tells a test's service where the shared stack is. */
final class LocalStackInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		LocalStack stack = LocalStack.shared();
		stack.closeAfterSpring();
		Map<String, Object> properties = Map.copyOf(stack.properties());
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("localStack", properties));
	}

}
