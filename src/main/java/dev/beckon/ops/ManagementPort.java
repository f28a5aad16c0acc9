package dev.beckon.ops;

import java.time.InstantSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.beckon.control.Switchboard;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.context.annotation.Bean;

/** What answers on the management port besides Spring's own endpoints. */
@ManagementContextConfiguration(proxyBeanMethods = false)
class ManagementPort {

	@Bean
	SwitchboardController switchboardController(Switchboard switchboard, SwitchboardReport report,
			SwitchRequests requests, ObjectMapper json) {
		return new SwitchboardController(switchboard, report, requests, json);
	}

	@Bean
	ConsoleController consoleController() {
		return new ConsoleController();
	}

	@Bean
	SwitchRequests switchRequests(Switchboard switchboard, OpsProperties properties) {
		return new SwitchRequests(switchboard, properties, InstantSource.system());
	}

}
