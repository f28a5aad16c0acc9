package dev.beckon.ingest;

import dev.beckon.profile.ProfileHistory;
import dev.beckon.session.CurrentSessions;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Has evicted profiles filled again from the session view, in every role: by the next
 * interaction or the next answer.
 */
@Configuration(proxyBeanMethods = false)
class ProfileRefill {

	@Bean
	ProfileHistory profileHistory(CurrentSessions current) {
		return current::touchesOf;
	}

}
