package dev.beckon;

import java.util.ArrayList;
import java.util.List;

import dev.beckon.demo.Demo;
import dev.beckon.stack.LocalStack;

import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Beckon with all it needs and a demo shop: {@code mvn spring-boot:test-run}. Without
 * simulated shoppers: {@code mvn spring-boot:test-run -Dbeckon.demo.shoppers=false}. It
 * gets only a little warm first, since whoever tries it is waiting.
 */
public final class LocalBeckon {

	private LocalBeckon() {
	}

	public static void main(String[] args) {
		List<String> arguments = new ArrayList<>(List.of(args));
		arguments.add("--logging.structured.format.console=");
		arguments.add("--beckon.recommend.warm-up.max-time=5s");
		LocalStack.shared().properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
		SpringApplication.from(BeckonApplication::main).with(Surroundings.class).run(arguments.toArray(String[]::new));
	}

	static class Surroundings {

		/** Not closed with the context: the service that stops still talks to it. */
		@Bean(destroyMethod = "")
		LocalStack localStack() {
			LocalStack stack = LocalStack.shared();
			stack.closeAfterSpring();
			return stack;
		}

		@Bean
		Demo demo(Environment environment) {
			return new Demo(environment);
		}

	}

}
