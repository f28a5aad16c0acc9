package dev.beckon.control;

import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

import dev.beckon.log.ControlTail;
import dev.beckon.log.TopicWriter;
import dev.beckon.log.Topics;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the switchboard to {@code beckon.control} and to the breakers. */
@Configuration(proxyBeanMethods = false)
class ControlConfiguration {

	@Bean
	Switchboard switchboard(ControlTail control, TopicWriter writer) {
		Changes changes = new Changes();
		control.follow(ControlView.PREFIX, new ControlView(changes));
		return new Switchboard(changes, (key, value) -> writer.append(Topics.CONTROL, key, value),
				InstantSource.system(), () -> ThreadLocalRandom.current().nextInt(100));
	}

	@Bean
	Enforcement enforcement(Switchboard switchboard, CircuitBreakerRegistry breakers) {
		return new Enforcement(switchboard, breakers);
	}

}
