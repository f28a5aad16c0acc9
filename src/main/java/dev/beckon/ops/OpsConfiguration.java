package dev.beckon.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.control.Switchboard;
import dev.beckon.log.TopicTails;
import dev.beckon.log.TopicWriter;
import dev.beckon.log.Topics;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what a process tells the others and what it hears of them. */
@Configuration(proxyBeanMethods = false)
class OpsConfiguration {

	@Bean
	Fleet fleet(TopicTails tails, OpsProperties properties, ObjectMapper json, MeterRegistry meters) {
		Fleet fleet = new Fleet(properties.timeToLive());
		var _ = tails.follow(Topics.PROCESSES, new FleetView(fleet, json.readerFor(ProcessReport.class)));
		Gauge.builder("beckon.fleet.processes", fleet, (all) -> all.present().size())
			.description("Processes this one has heard of lately, itself included")
			.baseUnit("processes")
			.register(meters);
		return fleet;
	}

	@Bean
	Heartbeat heartbeat(OpsProperties properties, CircuitBreakerRegistry breakers, TopicWriter writer,
			ObjectMapper json, @Value("${beckon.role:all}") String role) {
		return new Heartbeat(ProcessIdentity.of(properties, role), breakers, writer, json);
	}

	@Bean
	SwitchboardReport switchboardReport(Switchboard switchboard, Fleet fleet, Heartbeat heartbeat,
			MeterRegistry meters) {
		Gauge.builder("beckon.switches.held", switchboard, (board) -> board.held().size())
			.description("Switches an operator holds")
			.register(meters);
		return new SwitchboardReport(switchboard, fleet, heartbeat::report);
	}

}
